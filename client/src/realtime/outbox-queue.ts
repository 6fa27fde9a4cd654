import { emojiKind } from '@chatket/contract';
import { isSend, type ActionItem, type OutboxItem, type SendItem } from './outbox-item';

/** For so long a deletion can be undone before it is sent. */
export const UNDO_MS = 5_000;

type Items = readonly OutboxItem[];
type Room = { roomId: string; now: number };

/** The room's item whose turn it is. One that can still be undone lets the others pass. */
export function firstDue(items: Items, { roomId, now }: Room): OutboxItem | undefined {
  return queuedIn(items, roomId).find((item) => waitOf(item, now) === 0);
}

/** After how many ms the next of those becomes due that can still be undone; nothing when there are none. */
export function nextDueIn(items: Items, { roomId, now }: Room): number | undefined {
  const waits = queuedIn(items, roomId).map((item) => waitOf(item, now));
  const later = waits.filter((wait) => wait > 0 && wait < Infinity);
  return later.length > 0 ? Math.min(...later) : undefined;
}

/** What need not be sent any more when this has been done after it. */
export function supersededBy(fresh: ActionItem, items: Items): OutboxItem[] {
  return items.filter(
    (item) =>
      !isSend(item) &&
      item.kind === fresh.kind &&
      targetOf(item) === targetOf(fresh) &&
      // The text of an edit that failed is somebody's work: only that person throws it away.
      (item.state.kind === 'queued' || (item.state.kind === 'failed' && item.kind !== 'edit')),
  );
}

/** What was done to a message of mine while it was on its way out. */
export function doneTo({ clientMsgId }: Pick<SendItem, 'clientMsgId'>, items: Items): ActionItem[] {
  return items.filter(
    (item): item is ActionItem =>
      !isSend(item) && item.messageId === undefined && item.ofMine === clientMsgId,
  );
}

function queuedIn(items: Items, roomId: string): OutboxItem[] {
  return items.filter((item) => item.roomId === roomId && item.state.kind === 'queued');
}

function waitOf(item: OutboxItem, now: number): number {
  // It lets the others pass until its files are there.
  if (isSend(item)) return item.files && !item.isUploaded ? Infinity : 0;
  if (item.kind !== 'delete') return 0;
  const wait = item.notBefore - now;
  // Further away than it ever was: the clock has been set back meanwhile.
  return wait > UNDO_MS ? 0 : Math.max(0, wait);
}

/** Which message, of a reaction which kind, and of a vote which option. */
function targetOf(item: ActionItem): string {
  const message = item.messageId ?? item.ofMine ?? '';
  if (item.kind === 'poll:vote') return `${message} ${item.option}`;
  return item.kind === 'react' ? message + emojiKind(item.emoji) : message;
}
