import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttp } from './http';

const HOUR_MS = 3_600_000;
const READ = { path: '/saved' };

/** A server that gives these answers in turn, and the last one from then on. */
function answersWith(...statuses: [number, ...number[]]) {
  const server = { asked: 0 };
  vi.stubGlobal('fetch', () => {
    const status = statuses[Math.min(server.asked, statuses.length - 1)] ?? 200;
    server.asked += 1;
    const body =
      status === 200 ? ['soup'] : { statusCode: status, code: CODES[status], message: '', traceId: '' };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return server;
}

const CODES: Record<number, string> = { 403: 'FORBIDDEN', 500: 'INTERNAL', 503: 'UNAVAILABLE' };

describe('a request', () => {
  const request = createHttp();

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is repeated where it only reads and the server is busy for a moment', async () => {
    const server = answersWith(503, 503, 200);
    const answer = request(READ);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect((await answer).body).toEqual(['soup']);
    expect(server.asked).toBe(3);
  });

  it('fails in the end where the server stays busy', async () => {
    const server = answersWith(503);
    const answer = expect(request(READ)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    await answer;
    expect(server.asked).toBe(4);
  });

  it('is not repeated where it changes something, or where another time helps nothing', async () => {
    const busy = answersWith(503);
    await expect(request({ ...READ, method: 'POST' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(busy.asked).toBe(1);
    for (const [status, code] of [
      [403, 'FORBIDDEN'],
      [500, 'INTERNAL'],
    ] as const) {
      const server = answersWith(status);
      await expect(request(READ)).rejects.toMatchObject({ code });
      expect(server.asked).toBe(1);
    }
  });
});
