import type { LoggerService } from '@nestjs/common';

/** A logger that keeps what it is told. */
export class Notebook implements LoggerService {
  readonly errors: unknown[] = [];
  readonly warnings: unknown[] = [];

  log(): void {
    return;
  }

  warn(entry: unknown): void {
    this.warnings.push(entry);
  }

  error(entry: unknown): void {
    this.errors.push(entry);
  }
}
