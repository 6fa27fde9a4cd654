import { Injectable } from '@nestjs/common';
import { ACTIONS, type Invite, type InviteWay, LIMITS, type RoomInvitePreview } from '@chatket/contract';
import type { RoomKind } from '@chatket/contract';
import { OrdinaryDatabase, rowOf } from '../prisma/index.js';

export interface StoredInvite {
  id: string;
  roomId: string;
  tokenHash: string;
  way: InviteWay;
  role: number;
  makerId: string;
  expiresIn: number;
  maxUses?: number | undefined;
}

/** Whose links somebody sees, and may end. */
export interface InviteViewer {
  roomId: string;
  userId: string;
  /** In the room (`ROLES`). */
  role: number;
}

interface InviteRow extends Omit<Invite, 'createdAt' | 'expiresAt' | 'maxUses' | 'createdBy'> {
  createdAt: Date;
  expiresAt: Date;
  maxUses: number | null;
  makerId: string;
  makerName: string;
}

interface PreviewRow {
  way: InviteWay;
  makerId: string;
  makerName: string;
  name: string;
  kind: RoomKind;
  memberCount: number;
  topic: string | null;
  icon: string | null;
  picture: string | null;
}

const COLUMNS = `i.id, i.way, i.role, i."createdAt", i."expiresAt", i."maxUses", i.uses,
  u.id AS "makerId", u.username AS "makerName"`;
const MAKER = `JOIN LATERAL ${rowOf('User', 'i."createdById"')} u ON true`;
/** One's own, and as a moderator those of all. */
const IS_SEEN = `i."roomId" = $1 AND (i."createdById" = $2 OR $3 >= ${String(ACTIONS.moderate.role)})`;

/** What the functions of the database have to know of the table of rights. */
export const INVITE_RIGHTS = [ACTIONS.inviteGuests.role, ACTIONS.setRole.role] as const;

/** Links into rooms: made, shown, ended. How they are used is in `coming.repository.ts`. */
@Injectable()
export class InviteRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Undefined when the room has as many as it may. Counts them on Invite_roomId_createdAt_idx. */
  async insert(invite: StoredInvite): Promise<Invite | undefined> {
    const { id, roomId, tokenHash, way, role, makerId, expiresIn, maxUses = null } = invite;
    await this.forgetOld(roomId);
    const rows = await this.database.query<InviteRow>(
      'invite-insert',
      `WITH i AS (
         INSERT INTO "Invite" (id, "roomId", "tokenHash", way, role, "createdById", "expiresAt", "maxUses")
         SELECT $1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', $8
         WHERE (SELECT count(*) FROM "Invite" o
                WHERE o."roomId" = $2 AND o."revokedAt" IS NULL AND o."expiresAt" > now()) < ${String(LIMITS.invitesPerRoom)}
         RETURNING *
       )
       SELECT ${COLUMNS} FROM i ${MAKER}`,
      [id, roomId, tokenHash, way, role, makerId, expiresIn, maxUses],
    );
    return rows.map(toInvite)[0];
  }

  /** Those that are not over, newest first. */
  async list({ roomId, userId, role }: InviteViewer): Promise<Invite[]> {
    const rows = await this.database.query<InviteRow>(
      'invites-of-room',
      `SELECT ${COLUMNS} FROM "Invite" i ${MAKER}
       WHERE ${IS_SEEN} AND i."revokedAt" IS NULL AND i."expiresAt" > now()
       ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${String(LIMITS.invitesPerRoom)}`,
      [roomId, userId, role],
    );
    return rows.map(toInvite);
  }

  /** Whether there is such a link for them; ending it twice is ending it once. Waits for whoever is using it. */
  async revoke({ roomId, userId, role }: InviteViewer, id: string): Promise<boolean> {
    const [row] = await this.database.query<{ isThere: boolean }>(
      'invite-revoke',
      'SELECT invite_revoke($1, $2, $3, $4, $5) AS "isThere"',
      [roomId, userId, role, id, ACTIONS.moderate.role],
    );
    return row?.isThere === true;
  }

  /** What a link shows while it lets anybody in. */
  async preview(tokenHash: string): Promise<RoomInvitePreview | undefined> {
    const [row] = await this.database.query<PreviewRow>(
      'invite-preview',
      `SELECT invite_way(i, r) AS way, u.id AS "makerId", u.username AS "makerName", r.name, r.kind, r."memberCount", r.topic, r.icon, r.picture
       FROM "Invite" i ${MAKER} JOIN LATERAL ${rowOf('Room', 'i."roomId"')} o ON true JOIN "Room" r ON r.id = o.id
       WHERE i."tokenHash" = $1 AND invite_is_good(i, r, $2, $3)`,
      [tokenHash, ...INVITE_RIGHTS],
    );
    if (!row) return undefined;
    const { way, makerId, makerName, name, kind, memberCount, topic, icon, picture } = row;
    return {
      way,
      invitedBy: { id: makerId, username: makerName },
      room: {
        ...{ name, kind, memberCount },
        ...(topic !== null && { topic }),
        ...(icon !== null && { icon }),
        ...(picture !== null && { picture }),
      },
    };
  }

  /** The room of a link, whatever became of it. Looks up Invite_tokenHash_key. */
  async roomOf(tokenHash: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ roomId: string }>(
      'invite-room',
      'SELECT i."roomId" FROM "Invite" i WHERE i."tokenHash" = $1',
      [tokenHash],
    );
    return row?.roomId;
  }

  /** Rows that no longer decide or show anything. */
  private async forgetOld(roomId: string): Promise<void> {
    await this.database.query(
      'invites-forget',
      `DELETE FROM "Invite" WHERE "roomId" = $1 AND "expiresAt" < now() - interval '1 day'`,
      [roomId],
    );
  }
}

function toInvite({ makerId, makerName, createdAt, expiresAt, maxUses, ...row }: InviteRow): Invite {
  return {
    ...row,
    createdBy: { id: makerId, username: makerName },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(maxUses !== null && { maxUses }),
  };
}
