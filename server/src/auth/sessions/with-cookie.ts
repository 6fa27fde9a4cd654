import type { Session } from '@chatket/contract';
import type { Response } from 'express';
import type { Started } from './sessions.service.js';

/** Answers a login: nobody on the way keeps it. */
export function withCookie(response: Response, { session, cookie }: Started): Session {
  response.setHeader('Cache-Control', 'no-store');
  if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
  return session;
}
