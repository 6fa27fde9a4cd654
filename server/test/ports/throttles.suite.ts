import { beforeEach, expect, it } from '@jest/globals';
import { AppError } from '../../src/common/index.js';
import type { Throttle, Throttles } from '../../src/auth/throttle.js';

const WINDOW_MS = 60_000;

/** What every kind of throttle has to do, whatever counts. */
export function describeThrottles(createThrottles: () => Throttles): void {
  let throttles: Throttles;
  let throttle: Throttle;
  beforeEach(() => {
    throttles = createThrottles();
    throttle = throttles.create({ name: 'codes', limit: 5, windowMs: WINDOW_MS });
  });
  const isAllowed = (by: Throttle, key: string) =>
    by.take(key).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'TOO_MANY_REQUESTS') return false;
        throw error;
      },
    );
  const allowedOf = async (count: number, by = throttle, key = 'alice') =>
    (await Promise.all(Array.from({ length: count }, () => isAllowed(by, key)))).filter(Boolean).length;

  it('lets as many through as the limit, also of a crowd at once', async () => {
    expect(await allowedOf(50)).toBe(5);
    expect(await allowedOf(1)).toBe(0);
  });

  it('tells when half of the limit is used', async () => {
    expect(await throttle.isHalfUsed('alice')).toBe(false);
    await allowedOf(2);
    expect(await throttle.isHalfUsed('alice')).toBe(false);
    await allowedOf(1);
    expect(await throttle.isHalfUsed('alice')).toBe(true);
    expect(await throttle.isHalfUsed('bob')).toBe(false);
  });

  it('counts each key by itself', async () => {
    await allowedOf(6);
    expect(await allowedOf(6, throttle, 'bob')).toBe(5);
  });

  it('says when there is room again, within the window', async () => {
    await allowedOf(5);
    const refusal: unknown = await throttle.take('alice').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'TOO_MANY_REQUESTS', isRetryable: true });
    const { retryAfterMs = 0 } = (refusal as AppError).details;
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(WINDOW_MS);
  });

  it('makes room again when the window is over', async () => {
    const short = throttles.create({ name: 'short', limit: 1, windowMs: 1_000 });
    // On a machine that stands still the window may be over before the second comes.
    while ((await allowedOf(2, short)) > 1);
    while (!(await isAllowed(short, 'alice'))) await new Promise(setImmediate);
  });

  it('counts together under one name, and apart under another', async () => {
    const same = throttles.create({ name: 'codes', limit: 5, windowMs: WINDOW_MS });
    const other = throttles.create({ name: 'writes', limit: 5, windowMs: WINDOW_MS });
    expect(await allowedOf(3)).toBe(3);
    expect(await allowedOf(3, same)).toBe(2);
    expect(await allowedOf(6, other)).toBe(5);
  });
}
