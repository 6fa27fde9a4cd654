import { Injectable } from '@nestjs/common';
import { SERVER_ROLES, type ServerInvite, type UserRef } from '@chatket/contract';
import { isoTime, OrdinaryDatabase, userRefOf } from '../prisma/index.js';

/** So many links work at once. */
const WORKING_MAX = 100;

type Row = Omit<ServerInvite, 'maxUses'> & { maxUses: number | null };

interface NewRow {
  id: string;
  actorId: string;
  tokenHash: string;
  expiresIn: number;
  maxUses: number | undefined;
}

const COLUMNS = `i.id, ${userRefOf('i."createdById"')} AS "createdBy", ${isoTime('i."createdAt"')} AS "createdAt",
  ${isoTime('i."expiresAt"')} AS "expiresAt", i."maxUses", i.uses`;

/** Links into the server: few, made by those who run it. The rules are those of the SQL functions `server_invite_*`. */
@Injectable()
export class ServerInviteRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async make({
    id,
    actorId,
    tokenHash,
    expiresIn,
    maxUses,
  }: NewRow): Promise<'made' | 'forbidden' | 'limit'> {
    const [row] = await this.database.query<{ outcome: 'made' | 'forbidden' | 'limit' }>(
      'server-invite-make',
      'SELECT server_invite_make($1, $2, $3, $4, $5, $6, $7) AS outcome',
      [actorId, SERVER_ROLES.admin, id, tokenHash, expiresIn, maxUses ?? null, WORKING_MAX],
    );
    if (!row) throw new Error('making a link has one outcome');
    return row.outcome;
  }

  async revoke(actorId: string, id: string): Promise<'revoked' | 'none' | 'forbidden'> {
    const [row] = await this.database.query<{ outcome: 'revoked' | 'none' | 'forbidden' }>(
      'server-invite-revoke',
      'SELECT server_invite_revoke($1, $2, $3) AS outcome',
      [actorId, SERVER_ROLES.admin, id],
    );
    if (!row) throw new Error('ending a link has one outcome');
    return row.outcome;
  }

  /** Those that are not over, the newest first. @returns undefined for whoever does not run the server */
  async list(actorId: string): Promise<ServerInvite[] | undefined> {
    const [actor] = await this.database.query<{ invites: Row[] }>(
      'server-invites',
      `SELECT coalesce((SELECT json_agg(to_json(x) ORDER BY x."createdAt" DESC, x.id DESC) FROM (
           SELECT ${COLUMNS} FROM "ServerInvite" i WHERE i."revokedAt" IS NULL AND i."expiresAt" > now()
         ) x), '[]') AS invites
       FROM "User" a WHERE a.id = $1 AND a."serverRole" >= $2 AND a."deactivatedAt" IS NULL`,
      [actorId, SERVER_ROLES.admin],
    );
    return actor?.invites.map(toInvite);
  }

  /** Who has made a link that makes accounts now. */
  async makerOf(tokenHash: string): Promise<UserRef | undefined> {
    const [row] = await this.database.query<UserRef>(
      'server-invite-maker',
      `SELECT u.id, u.username FROM "ServerInvite" i JOIN "User" u ON u.id = i."createdById"
       WHERE i."tokenHash" = $1 AND server_invite_is_good(i)`,
      [tokenHash],
    );
    return row;
  }
}

function toInvite({ maxUses, ...row }: Row): ServerInvite {
  return { ...row, ...(maxUses !== null && { maxUses }) };
}
