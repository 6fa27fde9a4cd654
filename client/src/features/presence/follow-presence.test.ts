import { LIMITS, NOTICE_DEFAULTS, type Privacy } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../api';
import type { RealtimeEvent } from '../../realtime';
import { createBellsStore } from '../../store/bells-store';
import { createPresenceStore } from '../../store/presence-store';
import { appear } from './choices';
import { followPresence } from './follow-presence';

const OPEN: Privacy = { hidesReads: true, hidesLastSeen: false, isInvisible: false, looksAway: false };
const HOUR_MS = 60 * 60 * 1_000;

interface Asked {
  method?: string;
  path: string;
  body?: { isInvisible?: boolean; looksAway?: boolean; quietSeconds?: number };
}

/** A server that keeps what is chosen, or refuses it. */
function setUp() {
  const stores = { presence: createPresenceStore(), bells: createBellsStore('me') };
  const server = { privacy: OPEN, settings: NOTICE_DEFAULTS, isDown: false };
  const changes: Asked['body'][] = [];
  const idle: boolean[] = [];
  const request = (({ method, path, body }: Asked) => {
    if (server.isDown) return Promise.reject(new Error('down'));
    if (method === 'PATCH') changes.push(body);
    if (path === '/users/me/privacy') {
      server.privacy = { ...server.privacy, ...body };
      return Promise.resolve({ body: server.privacy });
    }
    const seconds = body?.quietSeconds ?? 0;
    const quietUntil = seconds ? new Date(Date.now() + seconds * 1_000).toISOString() : null;
    server.settings = { ...server.settings, quietUntil };
    return Promise.resolve({ body: server.settings });
  }) as unknown as Api['request'];
  let hear: (event: RealtimeEvent) => void = () => undefined;
  const realtime = {
    listen: (listener: typeof hear) => {
      hear = listener;
      return () => (hear = () => undefined);
    },
    beIdle: (isIdle: boolean) => void idle.push(isIdle),
  };
  const stop = followPresence({ stores, realtime, request });
  return {
    server,
    changes,
    idle,
    stop,
    mine: () => stores.presence.getState().mine,
    choose: (choice: Parameters<typeof appear>[0]) => appear(choice, stores, request),
    connect: () => hear({ kind: 'connection', change: { status: 'online' } }),
    say: (payload: Privacy) => hear({ kind: 'notice', notice: { event: 'privacy:changed', payload } }),
    quietFor: (ms: number) =>
      stores.bells.setState({
        settings: { ...NOTICE_DEFAULTS, quietUntil: new Date(Date.now() + ms).toISOString() },
      }),
  };
}

describe('how I appear', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    for (const name of ['window', 'document']) vi.stubGlobal(name, new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is known from the server with each connection, and heard from my other devices', async () => {
    const { server, mine, connect, say, stop } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(mine()).toBe('online');
    server.privacy = { ...OPEN, looksAway: true };
    connect();
    await vi.advanceTimersByTimeAsync(0);
    expect(mine()).toBe('idle');
    say({ ...OPEN, isInvisible: true });
    expect(mine()).toBe('invisible');
    stop();
    say(OPEN);
    expect(mine()).toBe('invisible');
  });

  it('is what was heard last, though an older answer comes behind it', async () => {
    const { mine, connect, say } = setUp();
    connect();
    say({ ...OPEN, looksAway: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(mine()).toBe('idle');
  });

  it('is asked for again with the next connection where the server did not say', async () => {
    const { server, mine, connect } = setUp();
    server.isDown = true;
    connect();
    await vi.advanceTimersByTimeAsync(0);
    server.isDown = false;
    server.privacy = { ...OPEN, isInvisible: true };
    connect();
    await vi.advanceTimersByTimeAsync(0);
    expect(mine()).toBe('invisible');
  });

  it('is do not disturb until its end has come', () => {
    const { mine, quietFor } = setUp();
    quietFor(30 * HOUR_MS);
    expect(mine()).toBe('dnd');
    vi.advanceTimersByTime(30 * HOUR_MS - 1);
    expect(mine()).toBe('dnd');
    vi.advanceTimersByTime(1);
    expect(mine()).toBe('online');
  });

  it('is one thing at a time: what is new begins before the other ends', async () => {
    const { changes, mine, choose, server } = setUp();
    await choose('idle');
    expect(mine()).toBe('idle');
    await choose('dnd');
    expect(mine()).toBe('dnd');
    await choose('invisible');
    expect(mine()).toBe('invisible');
    await choose('online');
    expect(mine()).toBe('online');
    expect(changes).toEqual([
      { isInvisible: false, looksAway: true },
      { quietSeconds: 3_600 },
      { isInvisible: false, looksAway: false },
      { isInvisible: true, looksAway: false },
      { quietSeconds: 0 },
      { isInvisible: false, looksAway: false },
    ]);
    expect(server.privacy).toEqual(OPEN);
  });

  it('leaves the end of a longer time as it is', async () => {
    const { changes, quietFor, choose } = setUp();
    quietFor(8 * HOUR_MS);
    await choose('dnd');
    expect(changes).toEqual([{ isInvisible: false, looksAway: false }]);
  });

  it('stays where the server does not take it', async () => {
    const { server, mine, choose } = setUp();
    server.isDown = true;
    await expect(choose('invisible')).rejects.toThrow('down');
    expect(mine()).toBe('online');
  });

  it('tells the server that nobody is there, and that somebody is', () => {
    const { idle, stop } = setUp();
    vi.advanceTimersByTime(LIMITS.idleAfterMs);
    expect(idle).toEqual([true]);
    window.dispatchEvent(new Event('keydown'));
    expect(idle).toEqual([true, false]);
    stop();
    vi.advanceTimersByTime(LIMITS.idleAfterMs);
    expect(idle).toEqual([true, false]);
  });
});
