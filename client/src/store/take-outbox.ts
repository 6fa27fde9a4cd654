import type { PendingItem, PendingMessage } from './outbox-store';
import type { ChatStores } from './stores';

/** Brings what the outbox holds into the stores. @returns the messages among it */
export function takeOutbox(
  { outbox, timelines }: ChatStores,
  items: readonly PendingItem[],
): readonly PendingMessage[] {
  const before = outbox.getState().changes;
  outbox.take(items);
  const after = outbox.getState();
  const left = new Set(after.changes.map(({ clientMsgId }) => clientMsgId));
  for (const change of before) {
    if (change.kind !== 'react' || change.state.kind !== 'sent' || left.has(change.clientMsgId)) continue;
    const { roomId, messageId, emoji, on } = change;
    if (messageId === undefined) continue;
    void import('./note-mine')
      .then(({ noteMine }) => noteMine(timelines, { roomId, messageId, emoji, on }))
      .catch(() => undefined);
  }
  return after.items;
}
