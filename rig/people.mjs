// @ts-check
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const TRIES = 40;
const TRY_AGAIN_MS = 250;

/**
 * Somebody who has logged in; `session` is the whole answer to it, as the client keeps it.
 * @typedef {{ id: string, username: string, token: string, session: any }} LoggedIn
 */

/**
 * Calls the server over a connection of its own.
 * @template [T=any]
 * @param {string} url
 * @param {{ token?: string, method?: string, body?: object, patienceMs?: number }} [call] without patience it waits
 *   as long as it takes
 * @returns {Promise<{ status: number, body: T }>} rejects when nothing is answered in time
 */
export function call(url, { token, method = 'GET', body, patienceMs } = {}) {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      // Of a DELETE nothing says by itself that it has a body.
      ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const signal = patienceMs === undefined ? undefined : AbortSignal.timeout(patienceMs);
    const asked = request(url, { method, headers, agent: false, signal }, (answer) => {
      let heard = '';
      answer.setEncoding('utf8').on('data', (chunk) => (heard += chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        try {
          resolve({
            status: answer.statusCode ?? 0,
            body: /** @type {T} */ (heard === '' ? undefined : JSON.parse(heard)),
          });
        } catch (error) {
          reject(error);
        }
      });
    });
    asked.on('error', reject);
    asked.end(text);
  });
}

/**
 * Logs somebody in the way people do, where codes are in the answer.
 * @param {string} url @param {string} username
 * @returns {Promise<LoggedIn>}
 */
export async function logIn(url, username) {
  const { code } = await insist(url, 'POST', '/api/auth/request-code', { body: { username } });
  const session = await insist(url, 'POST', '/api/auth/verify-code', { body: { username, code } });
  return { ...session.user, token: session.accessToken, session };
}

/**
 * A new room that the person is in.
 * @param {string} url @param {{ token: string }} person @param {string} name
 * @returns {Promise<import('@chatket/contract').Room>}
 */
export function createRoom(url, { token }, name) {
  return insist(url, 'POST', '/api/rooms', { token, body: { name } });
}

/** @param {string} url @param {{ token: string }} person @param {string} roomId @returns {Promise<void>} */
export async function joinRoom(url, { token }, roomId) {
  await insist(url, 'POST', `/api/rooms/${roomId}/join`, { token, body: {} });
}

/** Ends the membership. @param {string} url @param {{ token: string }} person @param {string} roomId @returns {Promise<void>} */
export async function leaveRoom(url, { token }, roomId) {
  await insist(url, 'DELETE', `/api/rooms/${roomId}/membership`, { token });
}

/**
 * It is asked for again while the server says that it cannot do it now: many who come at once on a busy machine are told
 * to try again, and do.
 * @param {string} url @param {string} method @param {string} path @param {{ token?: string, body?: object }} rest
 */
async function insist(url, method, path, rest) {
  for (let times = 1; ; times += 1) {
    const { status, body } = await call(url + path, { method, ...rest });
    if (status !== 503 || times === TRIES) return answerOf({ status, body }, `${method} ${path}`);
    await delay(TRY_AGAIN_MS);
  }
}

/** @param {{ status: number, body: any }} answer @param {string} what was asked */
function answerOf({ status, body }, what) {
  if (status >= 200 && status < 300) return body;
  throw new Error(`${what} answered ${status}: ${JSON.stringify(body)}`);
}
