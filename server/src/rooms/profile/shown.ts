/**
 * SQL: whether the room of the membership `alias` is among the person's rooms. A room that was closed comes back by what
 * is said in it after that, whoever notices it and when. Walks Message_roomId_seq_key, for closed rooms only.
 */
export function isShown(alias: string): string {
  return `(NOT ${alias}."isHidden" OR EXISTS (${saidSince(alias)}))`;
}

/** SQL: a row where something was said in the room of the membership `alias` since it was closed. */
export function saidSince(alias: string): string {
  return `SELECT 1 FROM "Message" s WHERE s."roomId" = ${alias}."roomId" AND s.seq > ${alias}."hiddenSeq"`;
}
