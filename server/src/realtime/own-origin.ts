import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import { AppError, FirstTime } from '../common/index.js';
import type { EngineMiddleware } from './engine-connection.js';
import { refuse } from './refuse.js';

/** Anybody may send anything as an origin. */
const MAX_LOGGED_LENGTH = 200;

const HELP =
  'a page of another origin was refused. If it is yours: the proxy in front has to pass on the Host that the browser ' +
  'sent, or the origin has to be in ALLOWED_ORIGINS (docs/reverse-proxy.md)';

/**
 * Refuses requests of foreign pages, and tells the operator once of each. At the engine because `cors` does not cover
 * websockets and `allowRequest` is not asked when a request carries a session id.
 */
export function originFence(allowed: readonly string[]): EngineMiddleware {
  const logger = new Logger('Origin');
  const said = new FirstTime();
  return (request, response, next) => {
    if (isAllowedOrigin(request, allowed)) {
      next();
      return;
    }
    const [origin, host] = [request.headers.origin, request.headers.host].map(short);
    if (said.is(`${String(origin)} ${String(host)}`)) {
      const expected = [`http://${String(host)}`, `https://${String(host)}`, ...allowed];
      logger.warn({ code: 'ORIGIN_NOT_ALLOWED', origin, host, expected }, HELP);
    }
    refuse(request, response, new AppError('ORIGIN_NOT_ALLOWED', 'This origin may not connect.'));
  };
}

/** No origin (not a page), the page's own host, or one of the list. */
export function isAllowedOrigin(
  request: Pick<IncomingMessage, 'headers'>,
  allowed: readonly string[],
): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: own } = new URL(origin);
  // Some proxies write the port that goes without saying.
  const goesWithoutSaying = protocol === 'https:' ? /:443$/ : /:80$/;
  return own !== '' && own === host.toLowerCase().replace(goesWithoutSaying, '');
}

function short(text: string | undefined): string | undefined {
  return text?.slice(0, MAX_LOGGED_LENGTH);
}
