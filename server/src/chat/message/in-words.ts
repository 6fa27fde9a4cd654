import { asRead } from '@chatket/contract/as-read';

/** SQL: what the user `s` is called, with the handle, by somebody in the room of the message `m`, as the client says it. */
export const CALLED = `coalesce((SELECT p."displayName" || ' (@' || s.username || ')' FROM "Profile" p
  WHERE p."userId" = s.id AND p."displayName" <> s.username AND s."deactivatedAt" IS NULL AND EXISTS (
    SELECT 1 FROM "RoomMembership" x WHERE x."roomId" = m."roomId" AND x."userId" = s.id)), s.username)`;

/** SQL: what the files of the message `m` are called, where nothing else is said: for `inWords`. */
export const FILE_NAMES = `CASE WHEN m.text = '' THEN coalesce((
  SELECT string_agg(f.name, ', ' ORDER BY f.place) FROM "Attachment" f WHERE f."messageId" = m.id), '') ELSE '' END`;

/** A message as it was written, and what its files are called if it says nothing. */
export interface Written {
  text: string;
  fileNames: string;
}

/** A message where only words can be shown, as in a push: its text as it is read in the room, or the names of its files. */
export function inWords({ text, fileNames }: Written): string {
  return text === '' ? fileNames : asRead(text);
}
