// @ts-check
import { createHmac } from 'node:crypto';

/** Signs the tokens of a benchmark run and of nothing else. */
export const BENCH_SECRET = 'a-secret-for-benchmarks-with-more-than-32-bytes';

const DAY_SECONDS = 86_400;

/**
 * An access token as a login would have issued it (HS256), so that setting up thousands of people takes no logins.
 * @param {{ id: string, username: string }} user
 */
export function tokenOf({ id, username }) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: id, username, iat: now, exp: now + DAY_SECONDS };
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', BENCH_SECRET).update(body).digest('base64url')}`;
}

/** @param {object} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
