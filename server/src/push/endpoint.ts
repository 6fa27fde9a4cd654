import { createECDH, createHash } from 'node:crypto';
import { isIP } from 'node:net';

const CURVE = 'prime256v1';
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
export const ENDPOINT_MAX = 1_000;

/**
 * Why an address cannot be that of a push service, in a word; undefined when it can. Names are looked at when they are
 * connected to: what they lead to then is what counts.
 * @param allowed private addresses that are push services of one's own
 */
export function endpointProblem(endpoint: string, allowed: readonly string[]): string | undefined {
  if (endpoint.length > ENDPOINT_MAX || !URL.canParse(endpoint)) return 'must be a URL';
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (protocol !== 'https:') return 'must begin with https://';
  if (username !== '' || password !== '') return 'must hold no name and no password';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) > 0 && !allowed.includes(host)) return 'must name a host, not an address';
  return undefined;
}

/** Whether a text is a point on the curve of RFC 8291, in base64url. */
export function isPublicKey(text: string): boolean {
  const point = Buffer.from(text, 'base64url');
  if (point.length !== POINT_BYTES || point.toString('base64url') !== text) return false;
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(point);
    return true;
  } catch {
    // It lies beside the curve.
    return false;
  }
}

/** Whether a text is 16 bytes in base64url. */
export function isAuthSecret(text: string): boolean {
  const secret = Buffer.from(text, 'base64url');
  return secret.length === AUTH_BYTES && secret.toString('base64url') === text;
}

/** By what a subscription is found. */
export function hashOf(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex');
}

/** Whom push services may ask about this server: where its client is from, unless something else is set. */
export function subjectOf(origin: string): string {
  if (!URL.canParse(origin)) return 'mailto:push@localhost';
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && hostname !== 'localhost' ? origin : `mailto:push@${hostname}`;
}
