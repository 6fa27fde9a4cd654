import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/config/index.js';
import { PushPost } from '../../src/push/push-post.js';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { PUSH_SERVICE_ENV, PushService } from '../support/push-service.js';

const service = new PushService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const postWith = (env: object) =>
  new PushPost(
    new Config({ ...TEST_ENVIRONMENT, DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', ...env }),
  );
const request = (endpoint: string) => ({ endpoint, headers: {}, body: Buffer.from('hello') });

describe('a push', () => {
  it('is handed to a service that answers', async () => {
    service.answer = [429, { 'Retry-After': '7' }];
    expect(await postWith(PUSH_SERVICE_ENV).post(request(`${service.origin}/a`))).toEqual({
      status: 429,
      retryAfterMs: 7_000,
    });
    expect(service.pushed.at(-1)).toMatchObject({ path: '/a', body: Buffer.from('hello') });
  });

  it('S158 calls nothing inside the network, by whichever name', async () => {
    const before = service.pushed.length;
    const post = postWith({ PUSH_CA_FILE: PUSH_SERVICE_ENV.PUSH_CA_FILE });
    const { port } = new URL(service.origin);
    for (const host of ['localhost', '127.0.0.1', '[::1]', '0.0.0.0', '2130706433', '[::ffff:127.0.0.1]'])
      expect(await post.post(request(`https://${host}:${port}/a`))).toEqual({});
    expect(service.pushed).toHaveLength(before);
  });

  it('S158 follows nothing', async () => {
    const before = service.pushed.length;
    service.answer = [307, { Location: `${service.origin}/elsewhere` }];
    expect(await postWith(PUSH_SERVICE_ENV).post(request(`${service.origin}/a`))).toEqual({ status: 307 });
    expect(service.pushed.slice(before).map(({ path }) => path)).toEqual(['/a']);
  });

  it('comes to an end where nobody knows the certificate, or nobody speaks https', async () => {
    const { PUSH_PRIVATE_ADDRESSES } = PUSH_SERVICE_ENV;
    expect(await postWith({ PUSH_PRIVATE_ADDRESSES }).post(request(`${service.origin}/a`))).toEqual({});
    const deaf = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const { port } = deaf.address() as AddressInfo;
    expect(await postWith(PUSH_SERVICE_ENV).post(request(`https://localhost:${String(port)}/`))).toEqual({});
    deaf.close();
  });
});
