import type { Message, ReadReceipt, UserRef } from '@chatket/contract';

/** What became of my last message in a room of two. */
export type Fate = 'sent' | 'here' | 'read';

export interface Placed {
  /** By the id of the last message that each of them has read. */
  readers: ReadonlyMap<string, readonly UserRef[]>;
  /** Only in a room of two. */
  fate?: { messageId: string; fate: Fate };
}

interface Scene {
  /** Oldest first. */
  messages: readonly Message[];
  reads: readonly ReadReceipt[];
  me: UserRef;
  /** The other one, where there is just one; and whether they are in the room now. */
  other?: { id: string; isHere: boolean };
}

/** Where in the conversation it is shown who has read how far. Whoever has written a message has read it: that is not said. */
export function placeReads({ messages, reads, me, other }: Scene): Placed {
  const shown = messages.filter(({ deleted }) => !deleted);
  if (other) {
    const mine = shown.at(-1)?.sender.id === me.id ? shown.at(-1) : undefined;
    if (!mine) return { readers: new Map() };
    const read = reads.find(({ user }) => user.id === other.id);
    const fate = (read?.seq ?? -1) >= mine.seq ? 'read' : other.isHere ? 'here' : 'sent';
    return { readers: new Map(), fate: { messageId: mine.messageId, fate } };
  }
  const readers = new Map<string, UserRef[]>();
  for (const { user, seq } of reads) {
    const last = shown.findLast((message) => message.seq <= seq);
    if (!last || last.sender.id === user.id) continue;
    readers.set(last.messageId, [...(readers.get(last.messageId) ?? []), user]);
  }
  return { readers };
}

/** What was known and what was told, of each person the furthest. The same list where nothing is new. */
export function furthestReads(
  known: readonly ReadReceipt[],
  told: readonly ReadReceipt[],
): readonly ReadReceipt[] {
  const byPerson = new Map(known.map((read) => [read.user.id, read]));
  const news = told.filter(({ user, seq }) => seq > (byPerson.get(user.id)?.seq ?? -1));
  if (news.length === 0) return known;
  for (const read of news) byPerson.set(read.user.id, read);
  return [...byPerson.values()];
}
