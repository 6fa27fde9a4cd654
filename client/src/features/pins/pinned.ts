import type { Message } from '@chatket/contract';
import { newest } from '../../store';

/**
 * What is pinned in a room, the newest pin first: as it was read, and as its messages are by what was told since.
 * @param told states of messages, by their ids
 */
export function pinnedNow(
  read: readonly Message[],
  told: ReadonlyMap<string, Message> | undefined,
): readonly Message[] {
  const known = new Map(read.map((message) => [message.messageId, message]));
  for (const [id, message] of told ?? []) {
    const before = known.get(id);
    known.set(id, before ? newest(before, message) : message);
  }
  return [...known.values()]
    .filter(({ pinned, deleted }) => pinned && !deleted)
    .sort((one, other) => pinnedAt(other) - pinnedAt(one));
}

function pinnedAt({ pinned }: Message): number {
  return pinned ? Date.parse(pinned.at) : 0;
}
