import type { AckFailure } from '@chatket/contract';
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

/** An outbox whose server takes everything; changes get the seqs from 101 on. */
export function createTakingOutbox(options: Parameters<typeof createMemoryOutbox>[0] = {}) {
  const world = createMemoryOutbox(options);
  const { server } = world;
  let seq = 100;
  server.answer('message:send', () => stored((seq += 1)));
  server.answer('message:edit', () => ok({ seq: (seq += 1), editedAt: new Date(0).toISOString() }));
  server.answer('message:delete', () => ok({ seq: (seq += 1) }));
  server.answer('message:react', () => ok({ seq: (seq += 1) }));
  server.answer('message:pin', () => ok({ seq: (seq += 1) }));
  server.answer('message:forward', () => stored((seq += 1)));
  return world;
}

/** What a server says that does not take something. */
export function refusal(changes: Partial<AckFailure>): AckFailure {
  return { success: false, code: 'FORBIDDEN', retryable: false, error: 'no', traceId: 't', ...changes };
}
