import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { loginRequests } from '../support/login.js';
import { expectRefusal, retryAfter } from '../support/rest.js';

describe('the login throttle', () => {
  let strict: TestApp;
  let behindProxy: TestApp;
  const limits = {
    AUTH_REQUESTS_PER_IP: '4',
    AUTH_REQUESTS_PER_ACCOUNT: '2',
    AUTH_VERIFIES_PER_IP: '4',
    AUTH_VERIFIES_PER_ACCOUNT: '2',
  };
  beforeAll(async () => {
    strict = await startApp({ ...limits, CODE_DELIVERY: 'log', JWT_EXPIRES_IN: '15m' });
    behindProxy = await startApp({ ...limits, TRUST_PROXY: 'loopback' });
  });
  afterAll(async () => {
    await strict.close();
    await behindProxy.close();
  });

  const { requestCode, verifyCode } = loginRequests(() => strict.url);
  const from = (address: string, username: string) =>
    requestCode({ username }, behindProxy.url).set('X-Forwarded-For', address);
  const tryFrom = (address: string, username: string) =>
    verifyCode({ username, code: '123456' }, behindProxy.url).set('X-Forwarded-For', address);

  function expectThrottled(response: Response): void {
    expectRefusal(response, 'TOO_MANY_REQUESTS');
    expect(retryAfter(response)).toBeGreaterThan(0);
    expect(retryAfter(response)).toBeLessThanOrEqual(15 * 60);
  }

  it('S018 never returns the code when codes go to the log', async () => {
    const response = await requestCode({ username: 'alice' }).expect(201);
    expect(response.body).toEqual({ message: expect.not.stringMatching(/\d{6}/) });
  });

  it('S011 limits the requests of an address, whatever it says about itself', async () => {
    const ask = (index: number) =>
      requestCode({ username: `visitor-${String(index)}` })
        .set('X-Forwarded-For', `192.0.2.${String(index)}`)
        .set('Forwarded', `for=192.0.2.${String(index)}`)
        .set('X-Real-IP', `192.0.2.${String(index)}`);
    for (let index = 1; index <= 3; index += 1) await ask(index).expect(201);
    expectThrottled(await ask(4));
  });

  it('S010 limits the tries of an address', async () => {
    const attempt = (index: number) =>
      verifyCode({ username: `visitor-${String(index)}`, code: '123456' }).set(
        'X-Forwarded-For',
        `192.0.2.${String(index)}`,
      );
    for (let index = 1; index <= 4; index += 1) await attempt(index).expect(401);
    expectThrottled(await attempt(5));
  });

  it('knows addresses apart behind a proxy that is trusted', async () => {
    for (let index = 1; index <= 4; index += 1)
      await from('198.51.100.1', `guest-${String(index)}`).expect(201);
    expectThrottled(await from('198.51.100.1', 'guest-5'));
    await from('198.51.100.2', 'guest-5').expect(201);
  });

  it('believes only the last address that the trusted proxy has added', async () => {
    for (let index = 1; index <= 4; index += 1)
      await from(`203.0.113.${String(index)}, 198.51.100.9`, `caller-${String(index)}`).expect(201);
    expectThrottled(await from('203.0.113.99, 198.51.100.9', 'caller-5'));
  });

  it('S014 limits the requests for an account, from wherever they come', async () => {
    await from('198.51.100.11', 'alice').expect(201);
    await from('198.51.100.12', 'ＡＬＩＣＥ').expect(201);
    expectThrottled(await from('198.51.100.13', ' Alice '));
    await from('198.51.100.13', 'bob').expect(201);
  });

  it('limits the tries for an account, from wherever they come', async () => {
    await tryFrom('198.51.100.21', 'carol').expect(401);
    await tryFrom('198.51.100.22', 'CAROL').expect(401);
    expectThrottled(await tryFrom('198.51.100.23', 'carol'));
  });

  it('does not count requests that are refused for their form', async () => {
    for (let index = 0; index < 6; index += 1)
      expectRefusal(await from('198.51.100.31', 'x'), 'VALIDATION', ['username']);
    await from('198.51.100.31', 'dave').expect(201);
  });
});
