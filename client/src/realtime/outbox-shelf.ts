import { createEmitter } from '../lib';
import { byOrder, type OutboxItem, type OutboxState } from './outbox-item';
import type { OutboxStorage } from './outbox-storage';

export type OutboxShelf = ReturnType<typeof createOutboxShelf>;

/** The items as this page knows them, and the storage that the tabs share. */
export function createOutboxShelf(storage: OutboxStorage) {
  const changes = createEmitter<readonly OutboxItem[]>();
  const items = new Map<string, OutboxItem>();
  /** Ids of the items that the storage has taken; the others live in this page only. */
  const written = new Set<string>();
  /** Ids of what was thrown away here or has come back: what is being read from the storage may be older than that. */
  const gone = new Set<string>();

  const all = () => [...items.values()];

  async function keep(item: OutboxItem) {
    items.set(item.clientMsgId, item);
    publish();
    await storage.put(item).then(
      () => written.add(item.clientMsgId),
      () => undefined,
    );
  }

  /** What was sent, and has come back, is to be sent once more. */
  function keepAgain(item: OutboxItem) {
    gone.delete(item.clientMsgId);
    return keep(item);
  }

  /** Forgets an item that was thrown away or is not needed any more. */
  function discard(clientMsgId: string) {
    gone.add(clientMsgId);
    const item = items.get(clientMsgId);
    if (!item) return;
    items.delete(clientMsgId);
    publish();
    // Of what was sent the copy is away already, unless that has failed.
    if (item.state.kind !== 'sent' || written.has(clientMsgId)) void takeAway(item);
  }

  async function takeAway(item: OutboxItem) {
    await storage.remove(item).then(
      () => written.delete(item.clientMsgId),
      () => undefined,
    );
  }

  /** It has reached the server: no other page need send it. */
  async function confirm(item: OutboxItem, stored: { seq: number; messageId?: string }) {
    await takeAway(item);
    settle(item, { kind: 'sent', ...stored });
  }

  /** It did not reach the server, and will not by itself. */
  async function fail(item: OutboxItem, state: OutboxState) {
    settle(item, state);
    const kept = state.kind === 'failed' ? { kind: state.kind, code: state.code } : state;
    await rewrite({ ...item, state: kept });
  }

  /** Writes an item that is here already, unless it has been thrown away. */
  async function rewrite(item: OutboxItem) {
    if (items.has(item.clientMsgId)) await storage.put(item).catch(() => undefined);
  }

  function settle(item: OutboxItem, state: OutboxState) {
    // It may have come back from the server, or been thrown away, before its ack.
    if (!items.has(item.clientMsgId)) return;
    items.set(item.clientMsgId, { ...item, state });
    publish();
  }

  /** Reads what was left by an earlier page or changed by another tab. @returns the latest order among it */
  async function reload(): Promise<number> {
    const expected = all().filter((item) => item.state.kind !== 'sent' && written.has(item.clientMsgId));
    const stored = await storage.all().catch(() => undefined);
    if (!stored) return 0;
    for (const { clientMsgId } of expected)
      if (items.get(clientMsgId)?.state.kind !== 'sent') items.delete(clientMsgId);
    for (const item of stored) {
      // A copy of what went out otherwise, or could not be taken away then.
      if (isOver(item)) {
        void takeAway(item);
        continue;
      }
      written.add(item.clientMsgId);
      const known = items.get(item.clientMsgId)?.state;
      // What is known of a conflict is not kept in the storage.
      const knowsMore = known?.kind === 'failed' && item.state.kind === 'failed';
      if (!knowsMore) items.set(item.clientMsgId, item);
    }
    publish();
    return Math.max(0, ...stored.map((item) => item.order));
  }

  /** What all tabs know of, and what only this one does. */
  async function shared(): Promise<OutboxItem[]> {
    const own = all();
    const unwritten = own.filter((item) => !written.has(item.clientMsgId));
    const stored = await storage.all().catch(() => own);
    const known = new Set(stored.map((item) => item.clientMsgId));
    return [
      ...stored.filter((item) => !isOver(item)),
      ...unwritten.filter((item) => !known.has(item.clientMsgId)),
    ].sort(byOrder);
  }

  /** Whether nothing is to be done with it any more, whatever the storage has. */
  function isOver({ clientMsgId }: OutboxItem): boolean {
    return gone.has(clientMsgId) || items.get(clientMsgId)?.state.kind === 'sent';
  }

  function publish() {
    changes.emit(all().sort(byOrder));
  }

  return {
    all,
    get: (clientMsgId: string) => items.get(clientMsgId),
    keep,
    keepAgain,
    discard,
    confirm,
    fail,
    rewrite,
    reload,
    shared,
    listen: changes.listen,
  };
}
