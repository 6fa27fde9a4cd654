import type { MyReactions, PollVoted } from '@chatket/contract';
import type * as Notes from './note-mine';
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
    const { roomId, messageId, emoji, on, state } = change;
    if (messageId === undefined) continue;
    note(({ noteMine }) => noteMine(timelines, { roomId, messageId, emoji, on, seq: state.seq }));
  }
  return after.items;
}

/** What of the reactions that I was told of is mine. */
export function takeMine({ timelines }: ChatStores, roomId: string, mine: readonly MyReactions[]) {
  note(({ noteSynced }) => noteSynced(timelines, roomId, mine));
}

/** What I have chosen in a poll. */
export function takeVoted({ timelines }: ChatStores, voted: PollVoted) {
  note(({ noteVoted }) => noteVoted(timelines, voted));
}

/** Where that cannot be fetched now, a page of the history tells it. */
function note(what: (notes: typeof Notes) => void) {
  void import('./note-mine').then(what).catch(() => undefined);
}
