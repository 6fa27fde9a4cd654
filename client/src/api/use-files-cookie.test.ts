import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { askForCookie } from './use-files-cookie';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refusing = (code: ApiError['code']) =>
  vi.fn(() => Promise.reject(new ApiError({ code, message: 'not now' })));

it('what lets the browser read files is asked for again of a server that is busy for a while', async () => {
  const request = refusing('UNAVAILABLE');
  const got = askForCookie(() =>
    request().catch((error: unknown) => {
      if (request.mock.calls.length < 6) throw error;
      return { body: undefined as never, nextCursor: undefined };
    }),
  );
  await vi.advanceTimersByTimeAsync(120_000);
  await got;
  expect(request).toHaveBeenCalledTimes(6);
});

it('and is not asked for again and again of a server that refuses it', async () => {
  const request = refusing('UNAUTHENTICATED');
  const got = askForCookie(request).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await got).toBeInstanceOf(ApiError);
  expect(request).toHaveBeenCalledTimes(2);
});
