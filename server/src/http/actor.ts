import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { TokenScope, UserRef } from '@chatket/contract';

const IS_PUBLIC = 'isPublic';

/** Marks a route that needs no login. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);
export const PUBLIC_METADATA = IS_PUBLIC;

const IS_FOR_GUESTS = 'isForGuests';

/** Marks a route that guests may use though it addresses no room; those that do are the gatekeeper's. */
export const ForGuests = (): MethodDecorator => SetMetadata(IS_FOR_GUESTS, true);
export const FOR_GUESTS_METADATA = IS_FOR_GUESTS;

const IS_OF_PARTS = 'isOfParts';

/** Marks a route that takes what is large in many parts: they count for themselves. */
export const OfParts = (): MethodDecorator => SetMetadata(IS_OF_PARTS, true);
export const OF_PARTS_METADATA = IS_OF_PARTS;

/** By what somebody is logged in who asks. */
export interface LoginOfRequest {
  /** Missing for a token of before there were sessions. */
  sessionId: string | undefined;
  /** End of the token's life, in milliseconds since the epoch. */
  expiresAt: number;
  /** Of the token of a program; whoever logs in by hand may do all. */
  scope?: TokenScope | undefined;
}

/** The login of the authenticated person behind a request. */
export const ActorLogin = createParamDecorator((_: unknown, context: ExecutionContext): LoginOfRequest => {
  const { login } = context.switchToHttp().getRequest<{ login: LoginOfRequest }>();
  return login;
});

/** The authenticated person behind a request. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): UserRef => {
  const { user } = context.switchToHttp().getRequest<{ user: UserRef }>();
  return user;
});
