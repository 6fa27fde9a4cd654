import { createEmitter, exclusive, fullJitter, newId } from '../lib';
import { byOrder, judge, type Muted, type OutboxItem, type OutboxState } from './outbox-item';
import type { OutboxStorage } from './outbox-storage';
import { createPartPace } from './part-pace';
import type { Transport } from './transport';

const ACK_TIMEOUT_MS = 10_000;

interface Options {
  transport: Transport;
  storage: OutboxStorage;
  /** Names the locks that keep tabs from sending the same message. */
  scope: string;
  /** Nothing is missing in the room up to this seq. */
  cursorOf: (roomId: string) => number | undefined;
  /** A send was refused by a mute: nothing else tells this page of it. */
  onMuted: (roomId: string, mute: Muted) => void;
}

/**
 * Messages on their way out. Each survives a reload, goes out in the order of writing, one at a time per room, and
 * under one `clientMsgId` for all its attempts, so that the server stores it once.
 */
export function createOutbox({ transport, storage, scope, cursorOf, onMuted }: Options) {
  const changes = createEmitter<readonly OutboxItem[]>();
  const items = new Map<string, OutboxItem>();
  /** Ids of the items that the storage has taken; the others live in this page only. */
  const written = new Set<string>();
  const draining = new Set<string>();
  /** Ends the pause before a room's next attempt. */
  const pauses = new Map<string, () => void>();
  const pace = createPartPace();
  let isConnected = false;
  let lastOrder = 0;
  const unlisten = storage.onForeignChange(() => void reload());

  function add(roomId: string, text: string): OutboxItem {
    const item = create(roomId, text);
    void keep(item).then(() => drain(roomId));
    return item;
  }

  /** Adds the parts of a text that was too long for one message. */
  function addParts(roomId: string, texts: readonly string[]) {
    const parts = texts.map((text) => ({ ...create(roomId, text), isPart: true }));
    void Promise.all(parts.map(keep)).then(() => drain(roomId));
  }

  function create(roomId: string, text: string): OutboxItem {
    lastOrder = Math.max(lastOrder + 1, Date.now());
    return {
      clientMsgId: newId(),
      roomId,
      text,
      order: lastOrder,
      state: { kind: 'queued' },
    };
  }

  /** A message of mine has come back from the server. */
  function arrived(roomId: string, clientMsgId: string) {
    pace.note(roomId, clientMsgId);
    discard(clientMsgId);
  }

  function retry(clientMsgId: string) {
    const item = items.get(clientMsgId);
    if (!item || item.state.kind === 'sent') return;
    void keep({ ...item, state: { kind: 'queued' } }).then(() => drain(item.roomId));
  }

  /** Forgets a message that was thrown away or is not needed any more. */
  function discard(clientMsgId: string) {
    const item = items.get(clientMsgId);
    if (!item) return;
    items.delete(clientMsgId);
    publish();
    if (item.state.kind !== 'sent') void storage.remove(clientMsgId).catch(() => undefined);
  }

  /** Reads what was left by an earlier page or changed by another tab. */
  async function reload() {
    const expected = [...items.values()].filter(
      (item) => item.state.kind !== 'sent' && written.has(item.clientMsgId),
    );
    const stored = await storage.all().catch(() => undefined);
    if (!stored) return drainAll();
    for (const { clientMsgId } of expected)
      if (items.get(clientMsgId)?.state.kind !== 'sent') items.delete(clientMsgId);
    for (const item of stored) {
      // Behind what an earlier page wrote, also when the clock has been set back since.
      lastOrder = Math.max(lastOrder, item.order);
      written.add(item.clientMsgId);
      if (items.get(item.clientMsgId)?.state.kind !== 'sent') items.set(item.clientMsgId, item);
    }
    publish();
    drainAll();
  }

  function connected() {
    isConnected = true;
    drainAll();
  }

  function disconnected() {
    isConnected = false;
    for (const end of [...pauses.values()]) end();
  }

  function stop() {
    disconnected();
    unlisten();
  }

  function drainAll() {
    for (const roomId of new Set([...items.values()].map((item) => item.roomId))) void drain(roomId);
  }

  async function drain(roomId: string) {
    if (draining.has(roomId)) return;
    draining.add(roomId);
    let attempt = 0;
    while (isConnected) {
      const outcome = await exclusive(`${scope}:${roomId}`, () => sendFirst(roomId)).catch(
        () => 'retry' as const,
      );
      if (outcome === 'empty') break;
      if (outcome === 'done') attempt = 0;
      else if (outcome === 'too-early') await pause(roomId, pace.waitMs(roomId));
      else if (isConnected) {
        await pause(roomId, fullJitter(attempt));
        attempt += 1;
      }
    }
    draining.delete(roomId);
    // A message may have been added, or the connection may have returned, between the last look and this line.
    if (isConnected && firstQueued([...items.values()], roomId)) void drain(roomId);
  }

  async function sendFirst(roomId: string): Promise<'empty' | 'done' | 'retry' | 'too-early'> {
    // The storage is what the tabs share: another one may have sent my first item while I waited for the lock.
    const item = firstQueued(await shared(), roomId);
    if (!item) {
      if (firstQueued([...items.values()], roomId)) await reload();
      return 'empty';
    }
    const { clientMsgId, text, isPart } = item;
    if (isPart && pace.waitMs(roomId) > 0) return 'too-early';
    const answer = await transport
      .request('message:send', { roomId, text, clientMsgId }, ACK_TIMEOUT_MS)
      .catch(() => undefined);
    if (!answer) return 'retry';
    if (answer.success) {
      pace.note(roomId, clientMsgId);
      await storage.remove(clientMsgId).catch(() => undefined);
      settle(item, { kind: 'sent', seq: answer.seq });
      if ((cursorOf(roomId) ?? 0) >= answer.seq) discard(clientMsgId);
      return 'done';
    }
    const verdict = judge(answer);
    if (verdict !== 'retry' && verdict.kind === 'muted') onMuted(roomId, verdict);
    if (verdict === 'retry' || (isPart && verdict.kind === 'muted')) return 'retry';
    settle(item, verdict);
    if (items.has(clientMsgId)) await storage.put({ ...item, state: verdict }).catch(() => undefined);
    return 'done';
  }

  /** What all tabs know of, and what only this one does. */
  async function shared(): Promise<OutboxItem[]> {
    const own = [...items.values()];
    const unwritten = own.filter((item) => !written.has(item.clientMsgId));
    const stored = await storage.all().catch(() => own);
    const known = new Set(stored.map((item) => item.clientMsgId));
    return [...stored, ...unwritten.filter((item) => !known.has(item.clientMsgId))].sort(byOrder);
  }

  function settle(item: OutboxItem, state: OutboxState) {
    // It may have come back from the server, or been thrown away, before its ack.
    if (!items.has(item.clientMsgId)) return;
    items.set(item.clientMsgId, { ...item, state });
    publish();
  }

  async function keep(item: OutboxItem) {
    items.set(item.clientMsgId, item);
    publish();
    await storage.put(item).then(
      () => written.add(item.clientMsgId),
      () => undefined,
    );
  }

  function pause(roomId: string, ms: number) {
    return new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(roomId);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.set(roomId, end);
    });
  }

  function publish() {
    changes.emit([...items.values()].sort(byOrder));
  }

  return {
    add,
    addParts,
    retry,
    arrived,
    discard,
    reload,
    connected,
    disconnected,
    stop,
    listen: changes.listen,
  };
}

function firstQueued(items: readonly OutboxItem[], roomId: string): OutboxItem | undefined {
  return items.find((item) => item.roomId === roomId && item.state.kind === 'queued');
}
