// @ts-check
import { createPublicKey, verify } from 'node:crypto';

/**
 * What a server says of itself to a push service (RFC 8292), once it is certain that it is the one that has the key.
 * @param {string | undefined} authorization the header
 * @param {string} key base64url
 * @returns {{ aud: string, sub: string, exp: number }}
 * @throws Error where it is not that one
 */
export function signerOf(authorization, key) {
  const [, token = '', k] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization ?? '') ?? [];
  if (k !== key) throw new Error('it is signed by another key');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256' },
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) throw new Error('its signature is wrong');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}
