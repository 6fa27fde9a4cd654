import { Module, NotFoundException, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { ErrorFilter } from './error.filter.js';
import { RestValidationPipe } from './validation.pipe.js';

@Module({
  providers: [
    ErrorFilter,
    { provide: APP_FILTER, useExisting: ErrorFilter },
    { provide: APP_PIPE, useClass: RestValidationPipe },
  ],
})
export class HttpModule implements OnApplicationBootstrap {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly errors: ErrorFilter,
  ) {}

  /** Nest answers for what is under its prefix. The rest would get a page of Express, with a stack trace in it. */
  onApplicationBootstrap(): void {
    this.host.httpAdapter.use((_request: Request, _response: Response, next: NextFunction) => {
      next(new NotFoundException());
    });
    this.host.httpAdapter.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
      this.errors.answer(error, request, response);
    });
  }
}
