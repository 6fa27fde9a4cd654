// @ts-check

/** What hangs on the message with a seq, in a room that W9 reads: a property of its number. */
const RULES = {
  deleted: (seq) => seq % 100 === 7,
  edited: (seq) => seq % 20 === 3,
  hasReactions: (seq) => seq % 5 === 0,
  isReply: (seq) => seq % 12 === 0,
};
/** So far before a reply is what it answers. */
const REPLY_DISTANCE = 5;
/** Of each message with reactions: two people took the first, one the second. */
const REACTIONS = ['👍', '👍', '🎉'];

const idOf = (seq) =>
  `overlay(overlay(md5(r::text || (${seq})::text) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid`;

/** Messages on which nothing hangs, in the rooms $1, of the people $2, numbered up to $3. Every version has these columns. */
export const PLAIN_ROWS = `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
  SELECT gen_random_uuid(), r, n, ($2::uuid[])[1 + n % 20], 'filled-' || n, repeat('history ', 10), now()
  FROM unnest($1::uuid[]) AS r, generate_series(1, $3::int) AS n`;

/** The same with replies, edits and deletions, and with marks where `REACTION_ROWS` follow. Changes have the seqs behind $3. */
export const CHANGED_ROWS = `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt",
    flags, "changedSeq", "editedSeq", "editedAt", "deletedAt", "deletedById", "replyToId")
  SELECT ${idOf('n')}, r, n, ($2::uuid[])[1 + n % 20], 'filled-' || n,
    CASE WHEN is_deleted THEN '' ELSE repeat('history ', 10) END, now(),
    (CASE WHEN is_deleted OR is_edited OR has_reactions THEN 1 ELSE 0 END)
      + (CASE WHEN has_reactions THEN 2 ELSE 0 END) + (CASE WHEN is_reply THEN 4 ELSE 0 END),
    CASE WHEN is_deleted OR is_edited OR has_reactions THEN $3 + n END,
    CASE WHEN is_edited THEN $3 + n END, CASE WHEN is_edited THEN now() END,
    CASE WHEN is_deleted THEN now() END, CASE WHEN is_deleted THEN ($2::uuid[])[1 + n % 20] END,
    CASE WHEN is_reply THEN ${idOf(`n - ${REPLY_DISTANCE}`)} END
  FROM unnest($1::uuid[]) AS r, generate_series(1, $3::int) AS n,
    LATERAL (SELECT n % 100 = 7 AS is_deleted, n % 20 = 3 AS is_edited, n % 5 = 0 AS has_reactions,
      n % 12 = 0 AS is_reply) k`;

/** Reactions to the messages that are marked so, in the rooms $1, of the people $2. */
export const REACTION_ROWS = `INSERT INTO "MessageReaction" ("messageId", emoji, "userId", variant, seq)
  SELECT m.id, e.emoji, ($2::uuid[])[1 + (m.seq + e.k) % 20], e.emoji, m."changedSeq"
  FROM "Message" m, unnest('{${REACTIONS.join(',')}}'::text[]) WITH ORDINALITY AS e (emoji, k)
  WHERE m."roomId" = ANY ($1::uuid[]) AND m.flags & 2 <> 0`;

/** Whether a message of a page shows what hangs on it. @param {any} message */
export function showsItsChanges({ seq, text, editedAt, deleted, reactions, replyTo }) {
  const counts = (reactions ?? []).map(({ count, users }) => [count, users.length].join()).sort();
  return (
    counts.join(' ') === (RULES.hasReactions(seq) ? '1,1 2,2' : '') &&
    Boolean(editedAt) === RULES.edited(seq) &&
    Boolean(deleted?.by.username && deleted.at && text === '') === RULES.deleted(seq) &&
    Boolean(replyTo?.sender.username) === RULES.isReply(seq) &&
    Boolean(replyTo?.text) === (RULES.isReply(seq) && !RULES.deleted(seq - REPLY_DISTANCE))
  );
}
