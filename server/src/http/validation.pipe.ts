import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { type Accept, parse } from '../common/index.js';

/** What Nest names for arguments that are not described by a DTO. */
const UNDESCRIBED: readonly unknown[] = [undefined, String, Boolean, Number, Array, Object];

/**
 * Validates bodies, queries and parameters of REST by the same rules as the sockets' payloads. A DTO that comes often has
 * its short way as `static accept`.
 */
@Injectable()
export class RestValidationPipe implements PipeTransform {
  /** @throws AppError `VALIDATION` naming each refused field */
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'custom' || UNDESCRIBED.includes(metatype)) return value;
    const accepted = (metatype as { accept?: Accept<object> }).accept?.(value);
    if (accepted !== undefined) return accepted;
    // A request without a body has none of its fields.
    return parse(metatype as ClassConstructor<object>, value === undefined ? {} : value, type);
  }
}
