import type { Session } from '@chatket/contract';
import type { Response } from 'express';
import type { Started } from './sessions.service.js';

/** Answers a login: nobody on the way keeps it. */
export function withCookie(response: Response, { session, cookie, deviceCookie }: Started): Session {
  response.setHeader('Cache-Control', 'no-store');
  const cookies = [cookie, deviceCookie].filter((each) => each !== undefined);
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
  return session;
}

/** The browser that asks stays known to its account. */
export function keepDevice(response: Response, deviceCookie: string | undefined): void {
  if (deviceCookie !== undefined) response.setHeader('Set-Cookie', deviceCookie);
}
