import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { newId } from '../common/index.js';
import { Database, isBroken, OrdinaryDatabase, PrismaService, type Statements } from '../prisma/index.js';

/** What belongs to an account from its first moment: it is there with it, or the account is not. */
export type Also = (statements: Statements, user: UserRef) => Promise<void>;

@Injectable()
export class UserRepository {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hot: Database,
    private readonly ordinary: OrdinaryDatabase,
  ) {}

  /** For each id the user, if there is one. Asked at every handshake, so it takes the short way to the database. */
  async findByIds(ids: readonly string[]): Promise<(UserRef | undefined)[]> {
    const rows = await this.hot.query<UserRef>(
      'users-by-id',
      'SELECT id, username FROM "User" WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    const found = new Map(rows.map((user) => [user.id, user]));
    return ids.map((id) => found.get(id.toLowerCase()));
  }

  /** Since when somebody is there, and what they are on the server. */
  async findAge(id: string): Promise<{ createdAt: Date; serverRole: number } | undefined> {
    const [row] = await this.hot.query<{ createdAt: Date; serverRole: number }>(
      'user-age',
      'SELECT "createdAt", "serverRole" FROM "User" WHERE id = $1',
      [id],
    );
    return row;
  }

  /** The user of that name, made if there is none yet; undefined for a name that is held. Two calls at once make one user.
   * @param isByCode whoever asks has proven the name by a code, and nothing else */
  async ensure(username: string, isByCode: boolean): Promise<(UserRef & { isNew: boolean }) | undefined> {
    const [row] = await this.ordinary.query<{ id: string | null; isNew: boolean }>(
      'user-ensure',
      'SELECT e.id, e."isNew" FROM user_ensure($1, $2, $3) e',
      [newId(), username, isByCode],
    );
    return row?.id ? { id: row.id, username, isNew: row.isNew } : undefined;
  }

  /** A new one; undefined when somebody has that name, or it is held. Of two calls at once one makes it. */
  make(username: string, also: Also): Promise<UserRef | undefined> {
    return this.whereFree(async (statements) => {
      const [user] = await statements.query<UserRef>(
        'user-make',
        `INSERT INTO "User" (id, username, "isNew") VALUES ($1, $2, true) ON CONFLICT DO NOTHING RETURNING id, username`,
        [newId(), username],
      );
      if (user) await also(statements, user);
      return user;
    });
  }

  /**
   * Gives a guest's account a name of its own; undefined when somebody has that name. A listener that fails for the new
   * account is tried again at the next login.
   */
  upgrade(id: string, username: string, also: Also): Promise<UserRef | undefined> {
    return this.whereFree(async (statements) => {
      const [user] = await statements.query<UserRef>(
        'user-upgrade',
        `UPDATE "User" u SET username = $2, "isGuest" = false, "isNew" = true
         WHERE u.id = $1 AND u."isGuest" AND NOT EXISTS (SELECT 1 FROM "User" o WHERE o.username = $2)
         RETURNING u.id, u.username`,
        [id, username],
      );
      if (user) await also(statements, user);
      return user;
    });
  }

  /** Nothing is done of what takes a name that is held. */
  private async whereFree(
    work: (statements: Statements) => Promise<UserRef | undefined>,
  ): Promise<UserRef | undefined> {
    try {
      return await this.ordinary.transaction(work);
    } catch (error) {
      if (isBroken(error, 'HeldName_free')) return undefined;
      throw error;
    }
  }

  /** Everything is done that is done for a new account. */
  async noteWelcomed(id: string): Promise<void> {
    await this.prisma.db.user.updateMany({ where: { id }, data: { isNew: false } });
  }

  /** Asked at every start. Not by Prisma: its engine would be compiled just when everybody comes back. */
  async ensureWithId({ id, username }: UserRef): Promise<void> {
    await this.ordinary.query(
      'user-ensure-with-id',
      'INSERT INTO "User" (id, username) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [id, username],
    );
  }
}
