import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { explainCode } from './explain';
import { takeFreshLogin } from './fresh-login';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => void vi.unstubAllGlobals());

it('is wanted of the next login, once, where somebody was told to log in again', () => {
  explainCode('NOT_FOUND');
  expect(takeFreshLogin()).toBe(false);
  explainCode('FRESH_LOGIN');
  expect(takeFreshLogin()).toBe(true);
  expect(takeFreshLogin()).toBe(false);
});

it('is not wanted where the browser keeps nothing', () => {
  vi.unstubAllGlobals();
  vi.stubGlobal('sessionStorage', undefined);
  explainCode('FRESH_LOGIN');
  expect(takeFreshLogin()).toBe(false);
});
