import { createMemoryTransport, ok } from './memory-transport';
import { createOutbox } from './outbox';
import type { OutboxItem } from './outbox-item';
import { createMemoryOutboxStorage } from './outbox-storage';

/** An outbox whose server and storage live in memory, for tests. */
export function createMemoryOutbox({
  storage = createMemoryOutboxStorage(),
  cursor = 0,
  scope = newScope(),
} = {}) {
  const server = createMemoryTransport();
  const mutes: { roomId: string; forMs: number }[] = [];
  const outbox = createOutbox({
    transport: server.transport,
    storage,
    scope,
    cursorOf: () => cursor,
    onMuted: (roomId, { forMs }) => mutes.push({ roomId, forMs }),
  });
  let items: readonly OutboxItem[] = [];
  outbox.listen((list) => {
    items = list;
  });
  server.transport.listen((event) => {
    if (event.kind === 'connected') outbox.connected();
    if (event.kind === 'disconnected') outbox.disconnected();
  });
  return {
    server,
    outbox,
    storage,
    mutes,
    items: () => items,
    states: () => items.map((item) => item.state.kind),
  };
}

let scopes = 0;

/** A name under which no other outbox of the test run sends. */
export function newScope() {
  scopes += 1;
  return `test-${scopes}`;
}

/** The ack of a message that the server has stored. */
export const stored = (seq: number) =>
  ok<'message:send'>({ messageId: `m${seq}`, seq, createdAt: new Date(0).toISOString() });
