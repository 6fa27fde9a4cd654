import { describe, expect, it } from '@jest/globals';
import type { RestError } from '@chatket/contract';
import type { Response } from 'supertest';
import { loginRequests } from '../support/login.js';
import { expectRefusal, retryAfter } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);

const { verifyCode, newCode } = loginRequests(() => world.url);

/** A well-formed code that is not the right one. */
const otherThan = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');

describe('a code', () => {
  it('is answered in the same way whether the account, the code or its time is wrong', async () => {
    const wrong = otherThan(await newCode('dora'));
    const expired = await newCode('erin');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = now() - interval '1 ms' WHERE username = 'erin'`,
    );
    const used = await newCode('finn');
    await verifyCode({ username: 'finn', code: used }).expect(201);
    const answers = [
      await verifyCode({ username: 'nobody-asked', code: '123456' }),
      await verifyCode({ username: 'dora', code: wrong }),
      await verifyCode({ username: 'erin', code: expired }),
      await verifyCode({ username: 'finn', code: used }),
    ];
    for (const answer of answers) expectRefusal(answer, 'INVALID_CODE');
    expect(new Set(answers.map(visible)).size).toBe(1);
  });

  it('leaves no account behind when it was never right', async () => {
    await verifyCode({ username: 'ghost', code: otherThan(await newCode('ghost')) });
    expect(await world.database.query(`SELECT 1 FROM "User" WHERE username = 'ghost'`)).toEqual([]);
  });

  it('S008 is stored only as a hash', async () => {
    const code = await newCode('gina');
    const [row] = await world.database.query<Record<string, unknown>>(
      `SELECT * FROM "LoginCode" WHERE username = 'gina'`,
    );
    expect(row).toMatchObject({ codeHash: expect.stringMatching(/^\$2b\$10\$/) });
    expect(JSON.stringify({ ...row, codeId: null, expiresAt: null })).not.toContain(code);
  });

  it('lives for ten minutes', async () => {
    await newCode('hugo');
    const [row] = await world.database.query<{ left: number }>(
      `SELECT extract(epoch FROM "expiresAt" - now())::float8 AS left FROM "LoginCode" WHERE username = 'hugo'`,
    );
    expect(row?.left).toBeGreaterThan(590);
    expect(row?.left).toBeLessThanOrEqual(600);
  });

  it('S004 lets exactly one of twenty in who try it at once', async () => {
    const code = await newCode('iris');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => verifyCode({ username: 'iris', code })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 201) expectRefusal(answer, 'INVALID_CODE');
  });

  it('is void once a newer one was requested', async () => {
    const older = await newCode('jane');
    const newer = await newCode('jane');
    if (older !== newer) expectRefusal(await verifyCode({ username: 'jane', code: older }), 'INVALID_CODE');
    await verifyCode({ username: 'jane', code: newer }).expect(201);
  });

  it('is valid for one of those who requested codes at once', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => newCode('kate')));
    const answers: number[] = [];
    for (const code of new Set(codes)) answers.push((await verifyCode({ username: 'kate', code })).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(1);
  });

  it('S005 is not valid for another account', async () => {
    const code = await newCode('liam');
    const mine = await newCode('mallory');
    if (code !== mine) expectRefusal(await verifyCode({ username: 'mallory', code }), 'INVALID_CODE');
    await verifyCode({ username: 'liam', code }).expect(201);
  });

  it('is right at the fifth try', async () => {
    const code = await newCode('nina');
    for (let tries = 0; tries < 4; tries += 1)
      await verifyCode({ username: 'nina', code: otherThan(code) }).expect(401);
    await verifyCode({ username: 'nina', code }).expect(201);
  });

  it('S001 is void after five wrong tries, however many come at once', async () => {
    const code = await newCode('olga');
    const guesses = Array.from({ length: 8 }, () => verifyCode({ username: 'olga', code: otherThan(code) }));
    for (const answer of await Promise.all(guesses)) expectRefusal(answer, 'INVALID_CODE');
    expectRefusal(await verifyCode({ username: 'olga', code }), 'INVALID_CODE');
    const [row] = await world.database.query(
      `SELECT tries, failures FROM "LoginCode" WHERE username = 'olga'`,
    );
    expect(row).toEqual({ tries: 5, failures: 5 });
  });
});

describe('an account', () => {
  it('S003 takes no code for the rest of the day after twenty failures', async () => {
    for (let round = 0; round < 4; round += 1) {
      const wrong = otherThan(await newCode('paul'));
      await Promise.all(Array.from({ length: 5 }, () => verifyCode({ username: 'paul', code: wrong })));
    }
    const refused = await verifyCode({ username: 'paul', code: await newCode('paul') });
    expectRefusal(refused, 'TOO_MANY_ATTEMPTS');
    expect(retryAfter(refused)).toBeGreaterThan(0);
    expect(retryAfter(refused)).toBeLessThanOrEqual(24 * 3600);

    await world.database.query(
      `UPDATE "LoginCode" SET "failuresOn" = CURRENT_DATE - 1 WHERE username = 'paul'`,
    );
    await verifyCode({ username: 'paul', code: await newCode('paul') }).expect(201);
  });

  it('counts no failure for a right code', async () => {
    await verifyCode({ username: 'quinn', code: await newCode('quinn') }).expect(201);
    const [row] = await world.database.query(`SELECT failures FROM "LoginCode" WHERE username = 'quinn'`);
    expect(row).toEqual({ failures: 0 });
  });

  it('is not remembered longer than its code and its failures matter', async () => {
    await newCode('rosa');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = now() - interval '2 days', "failuresOn" = CURRENT_DATE - 2 WHERE username = 'rosa'`,
    );
    await newCode('sven');
    expect(await world.database.query(`SELECT 1 FROM "LoginCode" WHERE username = 'rosa'`)).toEqual([]);
  });
});

/** Everything the caller can see, but for what names or dates the single request. */
function visible(response: Response): string {
  const { traceId } = response.body as RestError;
  const headers = Object.entries(response.headers as Record<string, string>).filter(
    ([name]) => !['date', 'etag'].includes(name),
  );
  return JSON.stringify([response.status, headers, response.text.replace(traceId, '')]);
}
