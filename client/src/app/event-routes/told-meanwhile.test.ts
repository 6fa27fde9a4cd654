import { NOTICE_DEFAULTS } from '@chatket/contract';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api';
import { bob, PATIENCE } from '../../testing';
import { openPage, usePageClock } from './memory-page';

interface Held {
  path: string;
  answer: (body: unknown) => void;
  fail: () => void;
}

/** Alice's page, whose requests are answered when the test says so. */
async function setUp() {
  const held: Held[] = [];
  const page = await openPage({
    request: <T>({ path }: { path: string }) =>
      new Promise<{ body: T }>((resolve, reject) => {
        held.push({
          path,
          answer: (body) => resolve({ body: body as T }),
          fail: () => reject(new ApiError({ code: 'TOO_MANY_REQUESTS', message: 'Wait' })),
        });
      }) as never,
  });
  /** The next one that was asked for there. */
  async function asked(path: string): Promise<Held> {
    await vi.waitFor(() => expect(held.some((one) => one.path === path)).toBe(true), PATIENCE);
    const [one] = held.splice(
      held.findIndex((each) => each.path === path),
      1,
    );
    if (!one) throw new Error(`Nobody asks for ${path}`);
    return one;
  }
  const isAskedFor = (path: string) => held.some((one) => one.path === path);
  return { ...page, asked, isAskedFor };
}

const NOTICES = { settings: NOTICE_DEFAULTS, rooms: [], unread: 0, isMailed: false };
const MENTION = { roomId: 'r', messageId: 'm-1', because: 'mention' } as const;

describe('what is told while an answer is on its way', () => {
  usePageClock();

  it('is not hidden by the answer: how many alerts are unread is only what the server has counted', async () => {
    const { server, stores, asked } = await setUp();
    const { bells } = stores;
    (await asked('/me/notifications')).answer({ ...NOTICES, unread: 1 });
    await vi.waitFor(() => expect(bells.getState().settings).toBeDefined(), PATIENCE);
    const { news } = bells.getState();
    // It was counted before it was told.
    server.say({ event: 'alert:new', payload: MENTION });
    expect(bells.getState()).toMatchObject({ unread: 1, news: news + 1 });
    server.say({ event: 'alerts:read', payload: { unread: 0 } });
    expect(bells.getState()).toMatchObject({ unread: 0, news: news + 2 });
  });

  it('keeps an older count from being taken for what is left', async () => {
    const { server, stores, asked } = await setUp();
    const { bells } = stores;
    const before = await asked('/me/notifications');
    server.say({ event: 'alerts:read', payload: { roomId: 'r', seq: 1, unread: 3 } });
    before.answer({ ...NOTICES, unread: 4 });
    await vi.waitFor(() => expect(bells.getState().settings).toBeDefined(), PATIENCE);
    expect(bells.getState().unread).toBe(3);
  });

  it.each([
    ['for all rooms', { event: 'notices:changed', payload: { ...NOTICE_DEFAULTS, rooms: 'all' } }],
    ['for one room', { event: 'notices:room', payload: { roomId: 'r', level: 'all' } }],
  ] as const)('holds, and is asked for once more: what I chose elsewhere %s', async (_what, notice) => {
    const { server, stores, asked } = await setUp();
    const { bells } = stores;
    const before = await asked('/me/notifications');
    server.say(notice);
    await vi.dynamicImportSettled();
    before.answer(NOTICES);
    const rooms = notice.event === 'notices:room' ? [notice.payload] : [];
    const settings = notice.event === 'notices:changed' ? notice.payload : NOTICE_DEFAULTS;
    (await asked('/me/notifications')).answer({ ...NOTICES, settings, rooms, unread: 7 });
    await vi.waitFor(() => expect(bells.getState().unread).toBe(7), PATIENCE);
    expect(bells.getState()).toMatchObject({ settings, byRoom: rooms.length > 0 ? { r: 'all' } : {} });
  });

  it('holds, and is asked for once more: whom I have blocked elsewhere', async () => {
    const { server, stores, asked } = await setUp();
    const before = await asked('/users/me/blocks');
    server.say({ event: 'block:changed', payload: { user: bob, isBlocked: true } });
    await vi.waitFor(() => expect(stores.blocks.getState().people).toEqual({ [bob.id]: true }), PATIENCE);
    before.answer([]);
    (await asked('/users/me/blocks')).answer([{ user: bob, blockedAt: '' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(stores.blocks.getState().people).toEqual({ [bob.id]: true });
  });
});

describe('what is read with a connection and fails', () => {
  usePageClock();

  it.each(['/me/notifications', '/users/me/blocks'])('is asked for again: %s', async (path) => {
    const { asked, isAskedFor } = await setUp();
    for (let times = 0; times < 2; times += 1) {
      (await asked(path)).fail();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(isAskedFor(path)).toBe(true);
    }
  });
});
