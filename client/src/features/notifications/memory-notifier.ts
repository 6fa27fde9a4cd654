import {
  NOTICE_DEFAULTS,
  type LogEntry,
  type MessageChange,
  type Room,
  type RoomKind,
} from '@chatket/contract';
import { vi } from 'vitest';
import { withTexts } from '../../i18n';
import type { ServerNotice } from '../../realtime/transport';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { createChatStores, createPageStores } from '../../store';
import { alice, bob, messageAt } from '../../testing';
import { startNotifier } from './notifier';

/** Of a message: what has changed of it, and what it is now. */
export const changed = (
  seq: number,
  target: number,
  what: MessageChange['what'],
  state: Partial<MessageChange['message']>,
): MessageChange => ({
  seq,
  kind: 'message',
  what,
  at: '',
  message: messageAt(target, { rev: seq, ...state }),
});

const room: Room = {
  ...{
    id: 'r',
    name: 'Kitchen',
    kind: 'public',
    createdBy: bob,
    memberCount: 2,
    createdAt: '',
    lastSeq: 1,
    lastReadSeq: 1,
    unread: 0,
  },
};

/** Alice's page, at which she does not look, in bob's room. */
export async function setUp(
  bell?: 'all' | 'mentions' | 'none',
  kind: RoomKind = 'public',
  isDecidedThere = false,
) {
  const server = createMemoryTransport();
  server.answer('rooms:sync', () =>
    ok({
      results: [
        {
          ...{ roomId: 'r', synced: true, messageCount: 0, changeCount: 0, hasMore: false },
          ...{ lastSeq: 1, headSeq: 1 },
        },
      ],
    }),
  );
  server.answer('presence:ping', () => ok({ heads: {} }));
  const stores = createChatStores(alice);
  stores.bells.setState({ byRoom: bell ? { r: bell } : {} });
  if (isDecidedThere) stores.bells.setState({ settings: NOTICE_DEFAULTS });
  stores.rooms.actions.upsert({ ...room, kind });
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const { preferences } = createPageStores();
  await withTexts(Promise.resolve({}));
  const stop = startNotifier({
    api: { request: () => Promise.reject(new Error('nothing is asked')) },
    stores,
    preferences,
    realtime,
    onOpen: () => undefined,
  });
  realtime.follow([{ roomId: 'r', cursor: 1 }]);
  realtime.start();
  await vi.advanceTimersByTimeAsync(0);
  const hear = async (...entries: LogEntry[]) => {
    server.say({ event: 'room:log', payload: { roomId: 'r', entries } });
    await vi.advanceTimersByTimeAsync(0);
  };
  const hearNotice = async (notice: ServerNotice) => {
    server.say(notice);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { hear, hearNotice, stop };
}
