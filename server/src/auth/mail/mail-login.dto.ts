import type { LoginByEmail, MyEmail } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { MayBeAbsent, MayBeAbsentBeside } from '../../common/index.js';
import { InviteToken, IsUsername, KeepInCookie, RequestCodeDto } from '../auth.dto.js';
import { addressKey } from './address.js';

@ValidatorConstraint({ name: 'address' })
class AddressRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && addressKey(value) !== undefined;
  }

  defaultMessage(): string {
    return 'must be a mail address';
  }
}

const CODE = { example: '042917' };
const EMAIL = { example: 'alice@example.org', maxLength: 254 };

/** A name, or an address. */
export class LoginRequestDto extends RequestCodeDto implements Partial<LoginByEmail> {
  @ApiPropertyOptional({ example: 'alice' })
  @MayBeAbsentBeside('email')
  @IsUsername()
  override username: string;

  @ApiPropertyOptional({ ...EMAIL, description: 'In place of the name.' })
  @MayBeAbsent()
  @Validate(AddressRule)
  email?: string;
}

/** With both, a new account gets the name, and the address. */
export class LoginByCodeDto extends LoginRequestDto {
  @ApiProperty(CODE)
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;

  @InviteToken()
  invite?: string;

  @KeepInCookie()
  session?: 'cookie';
}

export class EmailDto {
  @ApiProperty(EMAIL)
  @Validate(AddressRule)
  email: string;
}

export class VerifyEmailDto extends EmailDto {
  @ApiProperty(CODE)
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

export class MyEmailDto implements MyEmail {
  @ApiProperty({ type: String, nullable: true, example: 'alice@example.org' }) address: string | null;
  @ApiProperty({ description: 'Whether this server sends mails.' }) canSend: boolean;
}
