import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';

const IS_PUBLIC = 'isPublic';

/** Marks a route that needs no login. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);
export const PUBLIC_METADATA = IS_PUBLIC;

/** The authenticated person behind a request. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): UserRef => {
  const request = context.switchToHttp().getRequest<Request>();
  return request.user as UserRef;
});
