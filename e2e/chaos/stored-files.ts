import type { FinalState } from './history';
import { shortId } from './message-state';
import type { World } from './world/world';

interface FileRow {
  id: string;
  message: string | null;
  key: string | null;
  hasCopies: boolean;
  alt: string | null;
}

/** Has everything swept that nobody needs any more, and reads what is left. */
export async function readFiles({
  database,
  server,
  files,
}: World): Promise<Pick<FinalState, 'files' | 'objects' | 'pictures' | 'names'>> {
  await server.order({ kind: 'sweep' });
  const rows = await database.query<FileRow>(
    `SELECT id, "messageId" AS message, key, thumbhash IS NOT NULL AS "hasCopies", alt FROM "Attachment"`,
  );
  const pictures = await database.query<FinalState['pictures'][number]>(
    `SELECT 'person' AS of, "userId"::text AS "user", picture AS key FROM "Profile" WHERE picture IS NOT NULL
     UNION ALL SELECT 'page', '', picture FROM "LinkPreview" WHERE picture IS NOT NULL
     UNION ALL SELECT 'page', '', picture FROM "LinkPage" WHERE picture IS NOT NULL`,
  );
  const names = await database.query<FinalState['names'][number]>(
    'SELECT id AS "user", username AS name FROM "User"',
  );
  return {
    files: rows.map(({ id, message, key, hasCopies, alt }) => ({
      file: shortId(id),
      message: message === null ? '' : shortId(message),
      keys: key === null ? [] : hasCopies ? [key, `${key}.small`, `${key}.large`] : [key],
      alt: alt ?? '',
    })),
    objects: await files.objects(),
    pictures,
    names,
  };
}
