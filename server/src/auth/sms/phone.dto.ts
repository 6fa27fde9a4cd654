import type { MyPhone } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { phoneNumber } from './phone-number.js';

const WRITTEN_MAX = 40;

const written = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value.length <= WRITTEN_MAX ? (phoneNumber(value) ?? '') : value;

export class PhoneDto {
  @ApiProperty({ example: '+49 170 1234567', maxLength: WRITTEN_MAX, description: 'With its country.' })
  @Transform(written)
  @Matches(/^\+\d{7,15}$/, { message: 'must be a phone number with its country, such as +49 170 1234567' })
  number: string;
}

export class VerifyPhoneDto extends PhoneDto {
  @ApiProperty({ example: '042917' })
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

export class MyPhoneDto implements MyPhone {
  @ApiProperty({ type: String, nullable: true, example: '+491701234567' }) number: string | null;
  @ApiProperty({ description: 'Whether this server sends text messages.' }) canSend: boolean;
}
