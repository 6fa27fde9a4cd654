import type { OidcWay } from '@chatket/contract';
import type { Response } from 'express';
import type { Begun } from './oidc-flow.js';

/** Answers where a page goes on, with the cookie by which its browser comes back. */
export function wayOf(response: Response, { url, cookie }: Begun): OidcWay {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Set-Cookie', cookie);
  return { url };
}
