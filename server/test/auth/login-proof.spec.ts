import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROOF_HEADER, type ProofTask, type RestError } from '@chatket/contract';
import type { Response, Test } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { loginRequests } from '../support/login.js';
import { expectRefusal } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const LIMITS = {
  AUTH_REQUESTS_PER_IP: '100000',
  AUTH_VERIFIES_PER_IP: '100000',
  AUTH_REQUESTS_PER_ACCOUNT: '6',
  AUTH_VERIFIES_PER_ACCOUNT: '100',
};
const { world } = useWorld([], { ...LIMITS, LOGIN_PROOF_BITS: '8' });
let off: TestApp;
let narrow: TestApp;
beforeAll(async () => {
  off = await startApp({ ...LIMITS, LOGIN_PROOF_BITS: '0' });
  narrow = await startApp({ LOGIN_PROOF_BITS: '8', AUTH_VERIFIES_PER_IP: '4' });
});
afterAll(async () => {
  await off.close();
  await narrow.close();
});

const { requestCode, verifyCode, newCode } = loginRequests(() => world.url);
const otherThan = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');
const able = (call: Test, says = 'sha256') => call.set(PROOF_HEADER, says);

function taskIn(answer: Response): ProofTask {
  const { code, proof } = answer.body as Required<RestError>;
  expect([answer.status, code]).toEqual([428, 'PROOF_NEEDED']);
  return proof;
}

const isAnswer = ({ salt, difficulty }: ProofTask, answer: number): boolean => {
  const [first = 255] = createHash('sha256')
    .update(`${salt}:${String(answer)}`)
    .digest();
  return Math.clz32(first) - 24 >= difficulty;
};

/** The first number that is an answer, or that is none. */
function solve(task: ProofTask, { rightly = true } = {}): string {
  let answer = 0;
  while (isAnswer(task, answer) !== rightly) answer += 1;
  return `${task.challenge}:${String(answer)}`;
}

/** Half of what an account may fail in a day. */
async function failTenTimes(username: string): Promise<void> {
  for (let failures = 0; failures < 10; failures += 5) {
    const code = await newCode(username);
    for (let tries = 0; tries < 5; tries += 1)
      await verifyCode({ username, code: otherThan(code) }).expect(401);
  }
}

describe('a proof of work', () => {
  it('is asked for when an account has had many failures, and lets one try', async () => {
    const username = 'ada';
    await able(verifyCode({ username, code: '123456' })).expect(401);
    await failTenTimes(username);
    const code = await newCode(username);
    const task = taskIn(await able(verifyCode({ username, code })));
    expect(task).toEqual({
      algorithm: 'sha256',
      challenge: expect.any(String),
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      difficulty: 8,
      expiresInMs: 300_000,
    });
    const answer = await able(verifyCode({ username, code: otherThan(code) }), solve(task));
    expectRefusal(answer, 'INVALID_CODE');
    const next = taskIn(await able(verifyCode({ username, code }), solve(task)));
    await able(verifyCode({ username, code }), solve(next)).expect(201);
  });

  it('S225 counts once, of however many at once', async () => {
    const username = 'bea';
    await failTenTimes(username);
    const code = await newCode(username);
    const proof = solve(taskIn(await able(verifyCode({ username, code }))));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => able(verifyCode({ username, code: otherThan(code) }), proof)),
    );
    const codes = answers.map(({ body }) => (body as RestError).code).sort();
    expect(codes).toEqual(['INVALID_CODE', ...Array.from({ length: 9 }, () => 'PROOF_NEEDED')]);
  });

  it('S225 counts for what it was asked for, and only if it is one', async () => {
    await failTenTimes('cleo');
    await failTenTimes('carl');
    const task = taskIn(await able(verifyCode({ username: 'cleo', code: '123456' })));
    const proof = solve(task);
    taskIn(await able(verifyCode({ username: 'carl', code: '123456' }), proof));
    for (let asked = 0; asked < 3; asked += 1) await requestCode({ username: 'cleo' });
    taskIn(await able(requestCode({ username: 'cleo' }), proof));
    const [salt = '', expires = '', , signature = ''] = (proof.split(':')[0] ?? '').split('.');
    const bad = [
      solve(task, { rightly: false }),
      `${salt}.${expires}.0.${signature}:1`,
      `${salt}.zzzzzzzzz.8.${signature}:1`,
      `${proof}x`,
      ':',
      'a:b',
    ];
    for (const each of bad) taskIn(await able(verifyCode({ username: 'cleo', code: '123456' }), each));
    expectRefusal(await able(verifyCode({ username: 'cleo', code: '123456' }), proof), 'INVALID_CODE');
  });

  it('does not count when it comes too late', async () => {
    await failTenTimes('cora');
    const proof = solve(taskIn(await able(verifyCode({ username: 'cora', code: '123456' }))));
    world.clock.advance(300_001);
    taskIn(await able(verifyCode({ username: 'cora', code: '123456' }), proof));
  });

  it('S226 buys tries when those without one are used up: as many again, and no more', async () => {
    const username = 'dee';
    await failTenTimes(username);
    for (let failures = 10; failures < 20; failures += 5) {
      const code = await newCode(username);
      for (let tries = 0; tries < 5; tries += 1)
        await verifyCode({ username, code: otherThan(code) }).expect(401);
    }
    expectRefusal(await verifyCode({ username, code: '123456' }), 'TOO_MANY_ATTEMPTS');
    const tryWithProof = async (code: string) =>
      able(verifyCode({ username, code }), solve(taskIn(await able(verifyCode({ username, code })))));
    for (let failures = 0; failures < 20; failures += 1)
      expectRefusal(await tryWithProof('123456'), 'INVALID_CODE');
    expectRefusal(await tryWithProof('123456'), 'TOO_MANY_ATTEMPTS');
  });

  it('gives a code five tries more', async () => {
    const username = 'dora';
    await failTenTimes(username);
    const code = await newCode(username);
    const tryWithProof = async (tried: string) =>
      able(verifyCode({ username, code: tried }), solve(taskIn(await able(verifyCode({ username, code })))));
    for (let tries = 0; tries < 5; tries += 1)
      await verifyCode({ username, code: otherThan(code) }).expect(401);
    for (let tries = 0; tries < 5; tries += 1)
      expectRefusal(await tryWithProof(otherThan(code)), 'INVALID_CODE');
    expectRefusal(await tryWithProof(code), 'INVALID_CODE');
  });

  it('is asked for when many codes were requested, and buys as many again', async () => {
    const username = 'eve';
    for (let asked = 0; asked < 3; asked += 1) await able(requestCode({ username })).expect(201);
    const ask = async () =>
      able(requestCode({ username }), solve(taskIn(await able(requestCode({ username })))));
    for (let asked = 0; asked < 6; asked += 1) expect((await ask()).status).toBe(201);
    expectRefusal(await ask(), 'TOO_MANY_REQUESTS');
  });

  it('is asked for when a network has tried much', async () => {
    const call = (username: string, says?: string) =>
      able(verifyCode({ username, code: '123456' }, narrow.url), says);
    for (const name of ['fay', 'gia']) expectRefusal(await call(name), 'INVALID_CODE');
    for (const name of ['hal', 'ida', 'jan', 'kim'])
      expectRefusal(await call(name, solve(taskIn(await call(name)))), 'INVALID_CODE');
    expectRefusal(await call('leo', solve(taskIn(await call('leo')))), 'TOO_MANY_REQUESTS');
  });

  it('is never asked of who does not say that they can bring one', async () => {
    const username = 'fred';
    await failTenTimes(username);
    for (const says of ['', 'argon2', 'sha256 '.repeat(100)])
      expectRefusal(await able(verifyCode({ username, code: '123456' }), says), 'INVALID_CODE');
    await verifyCode({ username, code: await newCode(username) }).expect(201);
  });

  it('can be switched off', async () => {
    const username = 'gus';
    for (let asked = 0; asked < 6; asked += 1) await able(requestCode({ username }, off.url)).expect(201);
    expectRefusal(await able(requestCode({ username }, off.url)), 'TOO_MANY_REQUESTS');
    expectRefusal(await able(verifyCode({ username, code: '123456' }, off.url), 'a:b'), 'INVALID_CODE');
  });
});
