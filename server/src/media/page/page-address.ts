import { isIP } from 'node:net';
import { PAGE_LIMITS } from './page-job.js';

const PORTS = ['', '80', '443'];
/** Names that only networks of somebody's own know. */
const INSIDE =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|test|invalid)$/;

/**
 * Why an address is none of a page that is asked for a preview, in a word; undefined when it is. What a name leads to is
 * looked at when it is connected to, and once more for each redirect.
 * @param allowed as `PageJob`
 */
export function pageProblem(address: string, allowed: readonly string[] = []): string | undefined {
  if (address.length > PAGE_LIMITS.urlMax || !URL.canParse(address)) return 'no address';
  const { protocol, hostname, port, username, password, host } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return 'another scheme';
  if (username !== '' || password !== '') return 'a name or a password';
  if (allowed.includes(host)) return undefined;
  if (!PORTS.includes(port)) return 'another port';
  const name = hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, '')) > 0) return undefined;
  return !name.includes('.') || INSIDE.test(name) ? 'a name inside a network' : undefined;
}

/** An address as pages are asked by it: without what is behind the `#`, which is the browser's. */
export function pageOf(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}
