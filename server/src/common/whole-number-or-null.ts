import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from './may-be-absent.js';
import { MayBeNull } from './may-be-null.js';

/** Marks a setting that may be left out, is a whole number within bounds, and is taken back with null. */
export function WholeNumberOrNull(minimum: number, maximum: number, description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', nullable: true, minimum, maximum, description }),
    MayBeAbsent(),
    MayBeNull(),
    Max(maximum),
    Min(minimum),
    IsInt({ message: 'must be a whole number or null' }),
  );
}
