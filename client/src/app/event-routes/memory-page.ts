import type { Message } from '@chatket/contract';
import { afterEach, beforeEach, vi } from 'vitest';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage, type OutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { awayOf, createChatStores } from '../../store';
import { alice, bob } from '../../testing';
import { followEvents } from '.';
import type { RouteContext } from './route';

/** For tests: a page without a browser, whose clock stands still. */
export function usePageClock() {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('document', { visibilityState: 'visible' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export const ROOM = {
  id: 'r',
  name: 'Kitchen',
  kind: 'public' as const,
  createdAt: '',
  createdBy: bob,
  memberCount: 2,
  lastSeq: 1,
};

/** Alice's page in room `r`, connected to a server whose answers to a sync are `missed`. */
export async function openPage({
  storage = createMemoryOutboxStorage(),
  request = () => new Promise<never>(() => undefined),
}: { storage?: OutboxStorage; request?: RouteContext['api']['request'] } = {}) {
  const server = createMemoryTransport();
  const backlog: Message[] = [];
  server.answer('rooms:sync', ({ rooms }) => {
    const messages = backlog.splice(0);
    if (messages.length > 0) server.say({ event: 'message:batch', payload: { roomId: 'r', messages } });
    return ok({
      results: rooms.map(({ roomId, lastSeq = 1 }) => {
        const headSeq = messages.at(-1)?.seq ?? lastSeq;
        return {
          roomId,
          synced: true,
          messageCount: messages.length,
          changeCount: 0,
          lastSeq: headSeq,
          headSeq,
          hasMore: false,
        };
      }),
    });
  });
  server.answer('presence:ping', () => ok({ heads: {} }));
  const stores = createChatStores(alice);
  const realtime = createRealtime({
    transport: server.transport,
    storage,
    userId: alice.id,
  });
  const nothing = () => undefined;
  const said: string[] = [];
  const added: string[] = [];
  let loads = 0;
  followEvents({
    api: { sidebar: () => new Promise<never>(nothing), request },
    realtime,
    stores,
    roomList: {
      load: async () => void (loads += 1),
      add: ({ id }) => void added.push(id),
      followMine: nothing,
      drop: nothing,
    },
    onSessionOver: nothing,
    onRenamed: nothing,
    say: (text) => void said.push(text),
  });
  stores.rooms.actions.load([ROOM]);
  stores.rooms.actions.open('r');
  realtime.follow([{ roomId: 'r', cursor: 1 }]);
  realtime.start();
  await vi.advanceTimersByTimeAsync(0);

  /** The connection is lost for so long, and meanwhile these are written. */
  async function outage(ms: number, written: readonly Message[]) {
    server.setReachable(false);
    server.drop();
    await vi.advanceTimersByTimeAsync(ms);
    backlog.push(...written);
    server.setReachable(true);
    realtime.wake();
    await vi.advanceTimersByTimeAsync(0);
  }
  const missed = () => awayOf('r')(stores.away.getState());
  return { server, stores, realtime, outage, missed, said, added, loads: () => loads };
}
