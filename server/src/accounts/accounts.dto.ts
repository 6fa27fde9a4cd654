import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type DeleteAccountBody, LIMITS, type RenameBody } from '@chatket/contract';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { RequestCodeDto } from '../auth/index.js';
import { MayBeAbsent } from '../common/index.js';

export class RenameDto extends RequestCodeDto implements RenameBody {}

export class DeleteAccountDto implements DeleteAccountBody {
  @ApiProperty({ example: 'alice', description: 'The name of the account, typed by hand.' })
  @MaxLength(LIMITS.usernameMax * 2)
  @IsString({ message: 'must be text' })
  username: string;

  @ApiPropertyOptional({
    description: 'Delete what they have written, too. Otherwise it stays, as said by a deleted account.',
  })
  @MayBeAbsent()
  @IsBoolean()
  removeMessages?: boolean;
}
