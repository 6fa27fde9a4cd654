import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/**
 * Tells where a request came from, as Express does, also for the requests that Express does not see.
 * @param trustProxy the proxies that are believed: a number of hops, or names and networks; empty for none
 */
export function clientAddress(trustProxy: string): (request: IncomingMessage) => string {
  const hops = Number(trustProxy);
  const trusts = Number.isNaN(hops)
    ? proxyAddr.compile(trustProxy.split(',').map((part) => part.trim()))
    : (_address: string, distance: number) => distance < hops;
  return (request) => proxyAddr(request, trusts);
}
