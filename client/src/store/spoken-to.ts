import type { Message, MessageChange, Room } from '@chatket/contract';

/** Whose eyes it is for. */
export interface Reader {
  myId: string;
  /** By their ids, people who do not speak to me. */
  blocked: Readonly<Record<string, true>>;
}

/**
 * Whether everybody can tell that a message speaks to me: by name, or to all. That it speaks to those who are here, or has a
 * word of mine, the server tells each person (`mention:noted`).
 */
export function speaksTo({ sender, deleted, mentions }: Message, { myId, blocked }: Reader): boolean {
  if (!mentions || deleted || sender.id === myId || sender.id in blocked) return false;
  return mentions.everyone === 'all' || (mentions.people ?? []).some(({ id }) => id === myId);
}

/**
 * Where a room speaks to me, after a delivery; the same room when nothing of that changed. A server that does not count
 * leaves it to the texts.
 * @returns whether the server has to be asked, because what is left of an edited message is for me only
 */
export function takeSpoken(
  room: Room,
  { messages, changes = [] }: { messages: readonly Message[]; changes?: readonly MessageChange[] },
  reader: Reader,
): { room: Room; isUncounted: boolean } {
  if (room.mentions === undefined) return { room, isUncounted: false };
  const at = new Set(room.mentionedAt);
  let isUncounted = false;
  for (const message of messages) if (speaksTo(message, reader)) at.add(message.seq);
  for (const { what, message } of changes) {
    const { seq, deleted } = message;
    if (deleted) at.delete(seq);
    else if (speaksTo(message, reader)) at.add(seq);
    else if (what === 'edited' && at.has(seq)) isUncounted = true;
  }
  return { room: withSpoken(room, at), isUncounted };
}

/** The room with other places where it speaks to me; the same when they are the same. */
export function withSpoken(room: Room, at: ReadonlySet<number>): Room {
  const before = room.mentionedAt ?? [];
  if (before.length === at.size && before.every((seq) => at.has(seq))) return room;
  return { ...room, mentions: at.size, mentionedAt: [...at].sort((one, other) => one - other) };
}

/** How often a room speaks to me behind what I have seen; undefined where its server does not count. */
export function spokenBehind({ mentions, mentionedAt = [] }: Room, seenSeq: number): number | undefined {
  return mentions === undefined ? undefined : mentionedAt.filter((seq) => seq > seenSeq).length;
}
