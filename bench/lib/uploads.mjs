// @ts-check
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

/** @typedef {{ url: string, token: string, roomId: string }} Where */

/**
 * Uploads a file in its parts, one after the other, as our client does.
 * @param {Where} where @param {Buffer} bytes @param {string} name
 * @returns {Promise<any>} the attachment
 */
export async function upload(where, bytes, name) {
  const id = randomUUID();
  const begun = await ask(where, 'POST', `/api/rooms/${where.roomId}/uploads`, {
    id,
    name,
    size: bytes.length,
  });
  const { partBytes } = JSON.parse(String(begun));
  for (let part = 0; part * partBytes < bytes.length; part += 1)
    await ask(
      where,
      'PUT',
      `/api/uploads/${id}/parts/${part}`,
      bytes.subarray(part * partBytes, (part + 1) * partBytes),
    );
  return JSON.parse(String(await ask(where, 'POST', `/api/uploads/${id}/complete`, {})));
}

/**
 * As much is asked and sent as by `upload` for a file of one part, of a server that throws it away.
 * @param {Omit<Where, 'roomId'>} where @param {Buffer} bytes
 */
export async function discard(where, bytes) {
  await ask(where, 'POST', '/', {});
  await ask(where, 'PUT', '/', bytes);
  await ask(where, 'POST', '/', {});
}

/**
 * Asks once. @param {Omit<Where, 'roomId'>} where @param {string} method @param {string} path
 * @param {object | Buffer} [body]
 * @returns {Promise<Buffer>} @throws Error with what was answered, where that is no success
 */
export function ask({ url, token }, method, path, body) {
  const isBytes = Buffer.isBuffer(body);
  const sent = isBytes || body === undefined ? body : Buffer.from(JSON.stringify(body));
  const headers = {
    authorization: `Bearer ${token}`,
    ...(sent && {
      'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      'content-length': sent.length,
    }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { method, headers, agent: false }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if ((answer.statusCode ?? 0) < 300) resolve(bytes);
        else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${bytes}`));
      });
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}
