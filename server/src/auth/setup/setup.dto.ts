import { LIMITS, type SetupBody, type SetupLinkBody } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../common/index.js';
import { KeepInCookie, RequestCodeDto } from '../auth.dto.js';

/** In UTF-16 code units, as of every password. */
const BOUND = LIMITS.passwordMax * 2;

export class SetupLinkDto implements SetupLinkBody {
  @ApiProperty({ description: 'What stands behind the # of the link that the server has printed.' })
  @Matches(/^[\w-]{1,64}$/, { message: 'must be the token of a link' })
  token: string;
}

export class SetupDto extends IntersectionType(RequestCodeDto, SetupLinkDto) implements SetupBody {
  @ApiPropertyOptional({
    maxLength: BOUND,
    description: 'Needed where people log in with passwords, and left out of account elsewhere.',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(BOUND)
  password?: string;

  @KeepInCookie()
  session?: 'cookie';
}
