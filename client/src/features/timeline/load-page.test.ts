import type { HistoryPage } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { ApiError, type Api } from '../../api';
import { createRealtime } from '../../realtime';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { bob, messageAt } from '../../testing';
import { loadPage } from './load-page';

const LINE = {
  seq: 3,
  kind: 'member',
  what: 'joined',
  at: messageAt(3).createdAt,
  user: bob,
  role: 0,
} as const;
const PAGE: HistoryPage = { messages: [messageAt(1), messageAt(2)], lines: [LINE], nextCursor: '1' };

function setUp({ isOnline }: { isOnline: boolean }) {
  const server = createMemoryTransport();
  server.answer('presence:ping', () => ok({ heads: {} }));
  server.setReachable(isOnline);
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: 'me',
  });
  realtime.start();
  const asked: unknown[] = [];
  const api: Pick<Api, 'history'> = {
    history: async (roomId, position) => {
      asked.push({ roomId, ...position });
      return { body: [...PAGE.messages, LINE], nextCursor: PAGE.nextCursor };
    },
  };
  return { server, ways: { api, realtime }, api, asked, stop: realtime.stop };
}

describe('a page of the history', () => {
  it('comes over the socket when it is connected, and REST is not asked', async () => {
    const { server, ways, asked, stop } = setUp({ isOnline: true });
    server.answer('room:page', () => ok(PAGE));
    expect(await loadPage(ways, 'r', { before: 'm3' })).toMatchObject(PAGE);
    expect(server.sent('room:page')).toEqual([{ roomId: 'r', log: true, limit: 50, before: 'm3' }]);
    expect(asked).toEqual([]);
    stop();
  });

  it('comes over REST before the socket is up', async () => {
    const { ways, asked, stop } = setUp({ isOnline: false });
    expect(await loadPage(ways, 'r', { around: 'm3' })).toEqual(PAGE);
    expect(asked).toEqual([{ roomId: 'r', limit: 50, around: 'm3' }]);
    stop();
  });

  it('comes over REST when the socket gives no answer, or an older server does not know the event', async () => {
    const { server, ways, asked, stop } = setUp({ isOnline: true });
    expect(await loadPage(ways, 'r', {})).toEqual(PAGE);
    server.answer('room:page', () => ({
      success: false,
      error: 'There is no such event.',
      code: 'UNKNOWN_EVENT',
      retryable: false,
      traceId: 't',
    }));
    expect(await loadPage(ways, 'r', {})).toEqual(PAGE);
    expect(asked).toHaveLength(2);
    stop();
  });

  it('that is refused both ways is refused with what REST says', async () => {
    const { ways, stop } = setUp({ isOnline: false });
    const refusal = new ApiError({ code: 'MESSAGE_NOT_FOUND', message: 'There is no such message.' });
    const api = { history: () => Promise.reject(refusal) };
    await expect(loadPage({ ...ways, api }, 'r', { around: 'x' })).rejects.toBe(refusal);
    stop();
  });
});
