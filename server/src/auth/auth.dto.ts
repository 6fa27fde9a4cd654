import {
  LIMITS,
  normalizeUsername,
  type RequestCodeAnswer,
  type RequestCodeBody,
  type Session,
  type VerifyCodeBody,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import type { ValidationArguments } from 'class-validator';
import { refuseUsername, UserRefDto } from '../users/index.js';

@ValidatorConstraint({ name: 'username' })
class UsernameRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return refuseUsername(value) === null;
  }

  defaultMessage(args: ValidationArguments): string {
    return refuseUsername(args.value) ?? '';
  }
}

export class RequestCodeDto implements RequestCodeBody {
  @ApiProperty({ example: 'alice', minLength: LIMITS.usernameMin, maxLength: LIMITS.usernameMax })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? normalizeUsername(value) : value,
  )
  @Validate(UsernameRule)
  username: string;
}

export class RequestCodeAnswerDto implements RequestCodeAnswer {
  @ApiProperty({ example: 'Your code is on its way.' }) message: string;
  @ApiPropertyOptional({
    example: '042917',
    description: 'Only when codes are delivered in the response (demo).',
  })
  code?: string;
}

export class VerifyCodeDto extends RequestCodeDto implements VerifyCodeBody {
  @ApiProperty({ example: '042917' })
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

export class SessionDto implements Session {
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…' }) accessToken: string;
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
}
