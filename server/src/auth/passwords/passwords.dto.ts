import {
  LIMITS,
  type ChangePasswordBody,
  type PasswordBody,
  type PasswordState,
  type RegisterBody,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../common/index.js';
import { InviteToken, KeepInCookie, RequestCodeDto } from '../auth.dto.js';

/** In UTF-16 code units: whatever it is, it is not hashed when it is longer. How many characters it may have is asked later. */
const BOUND = LIMITS.passwordMax * 2;

export class PasswordDto extends RequestCodeDto implements PasswordBody {
  @ApiProperty({ example: 'nine green tulips', maxLength: BOUND })
  @IsString()
  @MaxLength(BOUND)
  password: string;

  @KeepInCookie()
  session?: 'cookie';
}

export class RegisterDto extends PasswordDto implements RegisterBody {
  @InviteToken()
  invite?: string;
}

export class PasswordStateDto implements PasswordState {
  @ApiProperty() isSet: boolean;
}

export class ChangePasswordDto implements ChangePasswordBody {
  @ApiProperty({ example: 'nine green tulips', maxLength: BOUND })
  @IsString()
  @MaxLength(BOUND)
  password: string;

  @ApiPropertyOptional({ description: 'The one that it takes the place of.', maxLength: BOUND })
  @MayBeAbsent()
  @IsString()
  @MaxLength(BOUND)
  current?: string;
}
