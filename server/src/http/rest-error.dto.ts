import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiResponse } from '@nestjs/swagger';
import {
  type ErrorCode,
  ERRORS,
  type FactorMethod,
  type FieldError,
  type NamedRoom,
  type Need,
  type ProofTask,
  PROOF_ALGORITHM,
  type RestError,
  type RoleName,
  ROLES,
} from '@chatket/contract';

class FieldErrorDto implements FieldError {
  @ApiProperty({ example: 'name' }) field: string;
  @ApiProperty({ example: 'must not be empty' }) message: string;
}

class NamedRoomDto implements NamedRoom {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'general' }) name: string;
}

class ProofTaskDto implements ProofTask {
  @ApiProperty({ enum: [PROOF_ALGORITHM] }) algorithm: typeof PROOF_ALGORITHM;
  @ApiProperty({ description: 'Sent back with the answer, in `Login-Proof: challenge:answer`.' })
  challenge: string;
  @ApiProperty({ description: 'The answer is a decimal number, such that the SHA-256 of `salt:answer` …' })
  salt: string;
  @ApiProperty({ example: 17, description: '… begins with so many zero bits.' }) difficulty: number;
  @ApiProperty({ example: 300_000 }) expiresInMs: number;
}

export class RestErrorDto implements RestError {
  @ApiProperty({ example: 400 }) statusCode: number;
  @ApiProperty({ enum: Object.keys(ERRORS), example: 'VALIDATION' }) code: ErrorCode;
  @ApiProperty({ example: 'name: must not be empty' }) message: string;
  @ApiProperty({ example: '0193f1d2-6c1e-7a55-9a0e-0f6a3f9f4a11' }) traceId: string;
  @ApiPropertyOptional({ type: [FieldErrorDto], description: 'The refused fields, for VALIDATION.' })
  fields?: FieldErrorDto[];
  @ApiPropertyOptional({
    enum: [...Object.keys(ROLES), 'own'],
    description: 'What one has to be in the room, for FORBIDDEN.',
  })
  need?: Need;
  @ApiPropertyOptional({ enum: Object.keys(ROLES), description: 'What one is in the room, for FORBIDDEN.' })
  have?: RoleName;
  @ApiPropertyOptional({
    type: [NamedRoomDto],
    description: 'Which somebody else has to own first, for ROOMS_NEED_OWNER.',
  })
  rooms?: NamedRoomDto[];
  @ApiPropertyOptional({ description: 'Under which the second factor is proven, for SECOND_FACTOR.' })
  challengeId?: string;
  @ApiPropertyOptional({
    enum: ['totp', 'recovery'],
    isArray: true,
    description: 'By what it may be proven.',
  })
  methods?: FactorMethod[];
  @ApiPropertyOptional({ description: 'What has to be worked out first, for PROOF_NEEDED.' })
  proof?: ProofTaskDto;
}

/**
 * Documents the failures of a route: one answer per status, naming the codes it can carry. Where a login can be over, it can
 * be one of a program, which is not let to everything.
 */
export function ApiFailures(...named: ErrorCode[]): MethodDecorator & ClassDecorator {
  const codes = named.includes('TOKEN_EXPIRED') ? [...named, 'SCOPE_MISSING' as const] : named;
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))];
  return applyDecorators(
    ...statuses.map((status) => {
      const description = codes.filter((code) => ERRORS[code].status === status).join(', ');
      return ApiResponse({ status, description, type: RestErrorDto });
    }),
  );
}
