/** SQL: what the user `s` is called, with the handle, by somebody in the room of the message `m`, as the client says it. */
export const CALLED = `coalesce((SELECT p."displayName" || ' (@' || s.username || ')' FROM "Profile" p
  WHERE p."userId" = s.id AND p."displayName" <> s.username AND s."deactivatedAt" IS NULL AND EXISTS (
    SELECT 1 FROM "RoomMembership" x WHERE x."roomId" = m."roomId" AND x."userId" = s.id)), s.username)`;

/** SQL: the message `m` where only words can be shown: its text, or what its files are called. */
export const WORDS = `CASE WHEN m.text = '' THEN coalesce((
  SELECT string_agg(f.name, ', ' ORDER BY f.place) FROM "Attachment" f WHERE f."messageId" = m.id), '') ELSE m.text END`;
