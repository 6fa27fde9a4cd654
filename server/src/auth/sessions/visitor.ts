import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { PROOF_HEADER } from '@chatket/contract';
import { networkOf } from '../../common/index.js';

const AGENT_MAX = 400;
const PROOF_MAX = 200;

/** What a request says of who asks, beside its token. */
export interface Visitor {
  ip: string;
  network: string;
  /** What the client calls itself; empty where it says nothing. */
  agent: string;
  /** Whether the browser came over https, whatever stands between us. */
  isHttps: boolean;
  /** Whether a page of this very host asks: browsers say so of every POST, and no page can say it for another. */
  isOwnPage: boolean;
  /** Where that page is from; undefined where no page asks. */
  origin: string | undefined;
  cookies: string;
  /** What its client says of proofs of work. */
  proof: string;
}

/** The visitor behind a request. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  return visitorOf(context.switchToHttp().getRequest<Request>());
});

function visitorOf(request: Request): Visitor {
  const { origin, host, cookie = '' } = request.headers;
  const ip = request.ip ?? '';
  return {
    ip,
    network: networkOf(ip),
    agent: (request.get('user-agent') ?? '').slice(0, AGENT_MAX),
    isHttps: origin === undefined ? request.secure : origin.startsWith('https://'),
    isOwnPage: isOwnPage(origin, host) && isSameOrigin(request.get('sec-fetch-site')),
    origin,
    cookies: cookie,
    proof: (request.get(PROOF_HEADER) ?? '').slice(0, PROOF_MAX),
  };
}

function isOwnPage(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: own } = new URL(origin);
  // Some proxies write the port that goes without saying.
  const goesWithoutSaying = protocol === 'https:' ? /:443$/ : /:80$/;
  return own !== '' && own === host.toLowerCase().replace(goesWithoutSaying, '');
}

/** Browsers say it on https and on this machine. */
function isSameOrigin(site: string | undefined): boolean {
  return site === undefined || site === 'same-origin';
}
