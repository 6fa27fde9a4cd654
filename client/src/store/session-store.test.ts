import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alice } from '../testing';
import { createSessionStore } from './session-store';

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

it('a new name that is told twice begins one session', () => {
  const store = createSessionStore();
  store.actions.begin({ user: alice, accessToken: '' });
  const seen: (string | undefined)[] = [];
  store.subscribe(({ session }) => void seen.push(session?.user.username));
  const renamed = { ...alice, username: 'alice-anew' };
  store.actions.rename(renamed);
  store.actions.rename({ ...renamed });
  expect(seen).toEqual(['alice-anew']);
});
