import {
  LIMITS,
  normalizeUsername,
  type RequestCodeAnswer,
  type RequestCodeBody,
  type Session,
  type VerifyCodeBody,
} from '@chatket/contract';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsIn,
  Matches,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import type { ValidationArguments } from 'class-validator';
import { MayBeAbsent } from '../common/index.js';
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

/** A name, in the form in which names are kept. What declares such a field anew has to say so again. */
export function IsUsername(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? normalizeUsername(value) : value,
    ),
    Validate(UsernameRule),
  );
}

export class RequestCodeDto implements RequestCodeBody {
  @ApiProperty({ example: 'alice', minLength: LIMITS.usernameMin, maxLength: LIMITS.usernameMax })
  @IsUsername()
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

/** The field of a login by which it is kept in a cookie. */
export function KeepInCookie(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      enum: ['cookie'],
      description:
        'cookie: keep the login in an HttpOnly cookie; the access token is short then, and `POST /auth/refresh` gives fresh ones. Only for pages of this server.',
    }),
    MayBeAbsent(),
    IsIn(['cookie'], { message: 'must be cookie' }),
  );
}

export function InviteToken(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description: 'Token of a link into a room: for a new account where these need one.',
    }),
    MayBeAbsent(),
    Matches(/^[\w-]{1,64}$/, { message: 'must be the token of a link' }),
  );
}

export class VerifyCodeDto extends RequestCodeDto implements VerifyCodeBody {
  @ApiProperty({ example: '042917' })
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;

  @InviteToken()
  invite?: string;

  @KeepInCookie()
  session?: 'cookie';
}

export class SessionDto implements Session {
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…' }) accessToken: string;
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
  @ApiPropertyOptional({
    example: 900_000,
    description: 'Life of the token in milliseconds, where the login is kept in a cookie.',
  })
  expiresInMs?: number;
}
