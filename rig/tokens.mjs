// @ts-check
import { createHmac } from 'node:crypto';

/** Signs the tokens of every test and of every measurement. */
export const TEST_SECRET = 'a-secret-for-tests-with-more-than-32-bytes';

const DAY_SECONDS = 86_400;

/**
 * An access token as a login would have issued it (HS256), without the login.
 * @param {{ id: string, username: string }} user
 * @param {{ lifeSeconds?: number }} [options] whole seconds; default: a day
 * @returns {{ text: string, expiresAt: number }} `expiresAt` in milliseconds since the epoch
 */
export function signedToken({ id, username }, { lifeSeconds = DAY_SECONDS } = {}) {
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + lifeSeconds;
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: id, username, iat, exp })}`;
  const signature = createHmac('sha256', TEST_SECRET).update(body).digest('base64url');
  return { text: `${body}.${signature}`, expiresAt: exp * 1000 };
}

/** @param {object} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
