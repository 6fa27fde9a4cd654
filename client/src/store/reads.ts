import type { Message } from '@chatket/contract';

type SeqByRoom = Readonly<Record<string, number>>;

export interface Reads {
  /** The seq up to which each room counts as seen. */
  seenSeq: SeqByRoom;
  /** How often I have gone back in a room; missing: never. */
  versions: SeqByRoom;
  /** Where I have gone back since the room was opened, by the version: it is not read because it is on the screen. */
  held: SeqByRoom;
  /** The room before my eyes: it looks seen up to its newest message, though it was read only up to `before`. */
  glance: { roomId: string; before: number } | undefined;
}

/** Messages of others with `from` < seq <= `upTo` were waiting when the room was opened. */
export interface UnreadRange {
  from: number;
  upTo: number;
}

/** What has been read, without what was only glanced at. */
export function readSeq({ seenSeq, glance }: Reads): SeqByRoom {
  return glance ? { ...seenSeq, [glance.roomId]: glance.before } : seenSeq;
}

/** Rooms were read up to these positions. Never moves backwards; the same object when nothing is new. */
export function raise(reads: Reads, positions: SeqByRoom): Reads {
  const seenSeq = furthest(reads.seenSeq, positions);
  const { glance } = reads;
  const before = glance ? Math.max(glance.before, positions[glance.roomId] ?? -1) : undefined;
  if (seenSeq === reads.seenSeq && before === glance?.before) return reads;
  return { ...reads, seenSeq, glance: glance && before !== undefined ? { ...glance, before } : undefined };
}

/** Positions under versions: what was read under an older one is not counted, and a greater one holds as it is. */
export function take(reads: Reads, positions: SeqByRoom, versions: SeqByRoom): Reads {
  const raised: Record<string, number> = {};
  let next = reads;
  for (const [roomId, seq] of Object.entries(positions)) {
    const version = versions[roomId] ?? 0;
    const known = next.versions[roomId] ?? 0;
    if (version === known) raised[roomId] = seq;
    if (version <= known) continue;
    const { seenSeq, glance } = next;
    next = {
      seenSeq: { ...seenSeq, [roomId]: seq },
      versions: { ...next.versions, [roomId]: version },
      held: { ...next.held, [roomId]: version },
      glance: glance?.roomId === roomId ? undefined : glance,
    };
  }
  return raise(next, raised);
}

/** The room is read again by being on the screen. */
export function release(reads: Reads, roomId: string): Reads {
  const { [roomId]: version, ...held } = reads.held;
  return version === undefined ? reads : { ...reads, held };
}

/** A room's newest message came before my eyes. */
export function glance(reads: Reads, roomId: string, seq: number): Reads {
  if (reads.glance?.roomId === roomId)
    return { ...reads, seenSeq: furthest(reads.seenSeq, { [roomId]: seq }) };
  const { seenSeq } = lookAway(reads);
  return {
    ...reads,
    seenSeq: furthest(seenSeq, { [roomId]: seq }),
    glance: { roomId, before: seenSeq[roomId] ?? -1 },
  };
}

/** I turned away; what I only glanced at is unread again. */
export function lookAway(reads: Reads): Reads {
  return reads.glance ? { ...reads, seenSeq: readSeq(reads), glance: undefined } : reads;
}

/** How many messages of others lie beyond what I have seen. */
export function countUnread(
  messages: readonly Message[],
  position: { seenSeq: number; myId: string },
): number {
  let count = 0;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (!message || message.seq <= position.seenSeq) break;
    if (message.sender.id !== position.myId && !message.deleted) count += 1;
  }
  return count;
}

function furthest(known: SeqByRoom, other: SeqByRoom): SeqByRoom {
  const news = Object.entries(other).filter(([roomId, seq]) => seq > (known[roomId] ?? -1));
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news) };
}
