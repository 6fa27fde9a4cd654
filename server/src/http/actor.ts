import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';

const IS_PUBLIC = 'isPublic';

/** Marks a route that needs no login. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);
export const PUBLIC_METADATA = IS_PUBLIC;

/** The authenticated person behind a request. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): UserRef => {
  const { user } = context.switchToHttp().getRequest<{ user: UserRef }>();
  return user;
});
