import { Injectable } from '@nestjs/common';
import { type FoundUser, LIMITS, normalizeUsername } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** Stands for the server: nobody to talk with. */
const SYSTEM_USER = '00000000-0000-7000-8000-000000000001';
/** Behind every letter that a name can have, and what begins with it. */
const BEHIND_ALL = '\u{10FFFF}';

/** Finding people by name. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * Those whose names begin with the text first, then those whose names have it elsewhere, each by name; as many as a
   * page holds. The first walk a range of User_username_C_idx; the others are looked for only while there is room.
   */
  async find(typed: string): Promise<FoundUser[]> {
    const name = normalizeUsername(typed);
    const rows = await this.database.query<Omit<FoundUser, 'createdAt'> & { createdAt: Date }>(
      'users-find',
      `(SELECT id, username, "createdAt" FROM "User"
        WHERE username COLLATE "C" >= $1 AND username COLLATE "C" < $2 AND NOT "isGuest" AND "deletedAt" IS NULL AND id <> $3
        ORDER BY username COLLATE "C" LIMIT $4)
       UNION ALL
       (SELECT id, username, "createdAt" FROM "User"
        WHERE position($1 IN username) > 1 AND NOT "isGuest" AND "deletedAt" IS NULL AND id <> $3
        ORDER BY username COLLATE "C" LIMIT $4)
       LIMIT $4`,
      [name, name + BEHIND_ALL, SYSTEM_USER, LIMITS.usersFoundMax],
    );
    return rows.map(({ createdAt, ...user }) => ({ ...user, createdAt: createdAt.toISOString() }));
  }
}
