import { membershipOf } from '../../prisma/index.js';

/**
 * Who comes to a room that shows its history only from joining on reads what stands behind their `fromSeq`. This is
 * the one place where that is said: for values here, for statements below. Every read of a room asks one of the three.
 */
export function isVisible(seq: number, fromSeq: number): boolean {
  return seq > fromSeq;
}

/** SQL: the same of two columns. */
export function visible(seq: string, fromSeq: string): string {
  return `${seq} > ${fromSeq}`;
}

/**
 * SQL: where begins what a membership may read of its room: what the room has forgotten, of which nothing is left but
 * that it was said, is nobody's.
 */
export function readsFrom(membership: string, room: string): string {
  return `greatest(${membership}."fromSeq", ${room}."expiredSeq")`;
}

/**
 * SQL: the id of a message as a person may name it in a room: null when it was said before what is theirs to read, or
 * they are no member. Whoever reads all of the room costs a look at their membership; only Message_pkey can be used.
 */
export function nameableMessage(roomId: string, userId: string, messageId: string): string {
  return `(SELECT CASE WHEN k."fromSeq" = 0 OR ${visible(`(SELECT x.seq FROM "Message" x WHERE x.id = ${messageId})`, 'k."fromSeq"')}
    THEN ${messageId} END FROM ${membershipOf(roomId, userId)} k)`;
}
