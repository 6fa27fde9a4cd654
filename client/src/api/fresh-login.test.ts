import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeFreshLogin } from './fresh-login';
import { createHttp } from './http';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** The server refuses with this code. */
async function refusedWith(code: string) {
  const answer = { success: false, code, error: 'no', retryable: false, traceId: 't' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer, { status: 403 })));
  await expect(createHttp()({ path: '/me' })).rejects.toMatchObject({ code });
}

it('is wanted of the next login, once, where somebody was told to log in again', async () => {
  await refusedWith('NOT_FOUND');
  expect(takeFreshLogin()).toBe(false);
  await refusedWith('FRESH_LOGIN');
  expect(takeFreshLogin()).toBe(true);
  expect(takeFreshLogin()).toBe(false);
});

it('is not wanted where the browser keeps nothing', async () => {
  vi.stubGlobal('sessionStorage', undefined);
  await refusedWith('FRESH_LOGIN');
  expect(takeFreshLogin()).toBe(false);
});
