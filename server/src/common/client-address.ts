import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** Whether an address is believed to be a proxy of ours; the peer's distance is 0. */
type IsTrusted = (address: string, distance: number) => boolean;

/**
 * Which proxies are believed, as Express does.
 * @param trustProxy a number of hops, or names and networks; empty for none
 */
export function trustedProxies(trustProxy: string): IsTrusted {
  const hops = Number(trustProxy);
  return Number.isNaN(hops)
    ? proxyAddr.compile(trustProxy.split(',').map((part) => part.trim()))
    : (_address, distance) => distance < hops;
}

/** Tells where a request came from, as Express does, also for the requests that Express does not see. */
export function clientAddress(trustProxy: string): (request: IncomingMessage) => string {
  const isTrusted = trustedProxies(trustProxy);
  return (request) => proxyAddr(request, isTrusted);
}
