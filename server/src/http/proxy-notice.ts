import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import { FirstTime, trustedProxies } from '../common/index.js';

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;

const HELP =
  'a peer that TRUST_PROXY does not name says for whom it asks, and is not believed: everybody who comes through it ' +
  'shares the limits of one address. If it is your proxy, set TRUST_PROXY (docs/reverse-proxy.md)';

/** Tells the operator once of each peer that looks like a proxy and is not believed. */
export function proxyNotice(
  trustProxy: string,
): (request: IncomingMessage, response: unknown, next: () => void) => void {
  const logger = new Logger('Proxy');
  const isTrusted = trustedProxies(trustProxy);
  const said = new FirstTime();
  return (request, _response, next) => {
    const header = FORWARDED.find((name) => request.headers[name] !== undefined);
    const peer = request.socket.remoteAddress ?? '';
    if (header !== undefined && !isTrusted(peer, 0) && said.is(peer))
      logger.warn({ peer, header, trusted: trustProxy }, HELP);
    next();
  };
}
