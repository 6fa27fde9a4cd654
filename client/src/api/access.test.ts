import type { Session } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, bob } from '../testing';
import { createAccess, type Access } from './access';
import { createApi } from './api';

const LIFE_MS = 900_000;

interface Call {
  path: string;
  bearer: string | undefined;
}

/** A server that gives tokens by its cookie, which all tabs of this browser share. */
function useServer() {
  const calls: Call[] = [];
  const server = {
    calls,
    user: alice,
    /** What it answers to whoever asks for a token. */
    status: 200,
    /** Tokens that it does not take any more. */
    refused: new Set<string>(),
    count: 0,
    isReachable: true,
    asked: (path: string) => calls.filter((call) => call.path === path).length,
  };
  const answer = (status: number, body: object) =>
    new Response(status === 204 ? null : JSON.stringify(body), { status });
  const refusal = { statusCode: 401, code: 'UNAUTHENTICATED', message: 'Log in first.', traceId: '' };
  const unavailable = { ...refusal, statusCode: 503, code: 'UNAVAILABLE' };
  vi.stubGlobal('fetch', (input: string, { headers }: { headers: Record<string, string> }) => {
    if (!server.isReachable) return Promise.reject(new TypeError('Failed to fetch'));
    const bearer = headers.Authorization?.replace('Bearer ', '');
    calls.push({ path: input.replace('/api', ''), bearer });
    const isForToken = input === '/api/auth/refresh' || input === '/api/sessions';
    if (isForToken && server.status === 200) {
      server.count += 1;
      const accessToken = `token-${String(server.count)}`;
      return Promise.resolve(answer(200, { accessToken, user: server.user, expiresInMs: LIFE_MS }));
    }
    if (isForToken)
      return Promise.resolve(answer(server.status, server.status === 401 ? refusal : unavailable));
    const isLetIn = bearer !== undefined && !server.refused.has(bearer);
    return Promise.resolve(isLetIn ? answer(200, { version: '1' }) : answer(401, refusal));
  });
  return server;
}

describe('access', () => {
  let server: ReturnType<typeof useServer>;
  let ended: number;
  let sessions: Session[];
  const tabs: Access[] = [];

  function openTab(): Access {
    const access = createAccess({
      onEnded: () => {
        ended += 1;
        access.drop();
      },
      onSession: (session) => void sessions.push(session),
    });
    tabs.push(access);
    return access;
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    server = useServer();
    vi.stubGlobal('navigator', { cookieEnabled: true });
    ended = 0;
    sessions = [];
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.drop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is asked for once, however many want it at the start', async () => {
    const tab = openTab();
    tab.hold({ user: alice });
    const all = await Promise.all(Array.from({ length: 10 }, () => tab.token()));
    expect(new Set(all)).toEqual(new Set(['token-1']));
    expect(server.calls).toEqual([{ path: '/auth/refresh', bearer: undefined }]);
  });

  it('S029 is asked for by one of two tabs, and the other hears', async () => {
    const [one, two] = [openTab(), openTab()];
    const heard = new Promise<string>((resolve) => two.listen(resolve));
    one.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    two.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    expect(await heard).toBe('first');
    const next = new Promise<string>((resolve) => two.listen(resolve));
    expect(await one.renew('first')).toBe('token-1');
    expect(await next).toBe('token-1');
    expect(await two.renew('first')).toBe('token-1');
    expect(server.count).toBe(1);
  });

  it('is refreshed when four fifths of its life are over', async () => {
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    await vi.advanceTimersByTimeAsync(LIFE_MS * 0.8 - 1);
    expect(server.calls).toEqual([]);
    const fresh = new Promise<string>((resolve) => tab.listen(resolve));
    await vi.advanceTimersByTimeAsync(1);
    expect(await fresh).toBe('token-1');
  });

  it('is refreshed before it is used after a long sleep', async () => {
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(await tab.token()).toBe('token-1');
  });

  it('that is refused is replaced, and the request is sent again, once', async () => {
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    server.refused.add('first');
    expect(await createApi(tab).config()).toEqual({ version: '1' });
    expect(server.calls).toEqual([
      { path: '/config', bearer: 'first' },
      { path: '/auth/refresh', bearer: undefined },
      { path: '/config', bearer: 'token-1' },
    ]);
    server.refused.add('token-1').add('token-2');
    await expect(createApi(tab).config()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(server.asked('/config')).toBe(4);
  });

  it('is over when the cookie is refused, and only then', async () => {
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'first', expiresInMs: LIFE_MS });
    server.isReachable = false;
    await expect(tab.renew('first')).rejects.toMatchObject({ code: 'OFFLINE' });
    server.isReachable = true;
    server.status = 503;
    await expect(tab.renew('first')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(ended).toBe(0);
    server.status = 401;
    expect(await tab.renew('first')).toBeUndefined();
    expect(ended).toBe(1);
    expect(await tab.token()).toBeUndefined();
  });

  it('of before moves into the cookie', async () => {
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'of-before' });
    expect(await tab.token()).toBe('token-1');
    expect(server.calls).toEqual([{ path: '/sessions', bearer: 'of-before' }]);
    expect(sessions).toEqual([{ accessToken: 'token-1', user: alice, expiresInMs: LIFE_MS }]);
    await tab.renew('token-1');
    expect(server.asked('/auth/refresh')).toBe(1);
  });

  it('is one long one where the browser takes no cookies, until it is refused', async () => {
    vi.stubGlobal('navigator', { cookieEnabled: false });
    const tab = openTab();
    tab.hold({ user: alice, accessToken: 'for-a-week' });
    vi.setSystemTime(Date.now() + 6 * 86_400_000);
    expect(await tab.token()).toBe('for-a-week');
    expect(server.calls).toEqual([]);
    server.status = 401;
    expect(await tab.renew('for-a-week')).toBeUndefined();
    expect(ended).toBe(1);
  });

  it('by a cookie that is somebody else’s by now is not used for the one who was here', async () => {
    const tab = openTab();
    server.user = bob;
    tab.hold({ user: alice });
    expect(await tab.token()).toBeUndefined();
    expect(sessions.map(({ user }) => user)).toEqual([bob]);
  });
});
