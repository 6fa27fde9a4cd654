import { Injectable } from '@nestjs/common';
import { ACTIONS, type Hook, HOOK_LIMITS, type UserRef } from '@chatket/contract';
import { Database, isoTime, OrdinaryDatabase, rowOf, safeInteger, userRefOf } from '../prisma/index.js';

type Refused = 'no_room' | 'forbidden';
/** The outcomes of the SQL function `room_hook_make`. */
export interface MadeHook {
  kind: 'made' | 'archived' | 'limit' | 'taken' | Refused;
  /** Where the coming of its member stands in the log. */
  place?: { seq: number; at: string };
}
export type EndedHook = 'ended' | 'none' | Refused;

/** What is known of a webhook when it is called rightly. */
export interface CalledHook {
  roomId: string;
  user: UserRef;
}

type HookRow = Omit<Hook, 'lastUsedAt'> & { lastUsedAt: string | null };

/** It works while its maker may still make one, also on a break, and its member is in the room. */
const WORKS = `EXISTS (
    SELECT 1 FROM "RoomMembership" m JOIN "User" p ON p.id = m."userId"
    WHERE m."roomId" = h."roomId" AND m."userId" = h."createdById" AND m.role >= ${String(ACTIONS.connect.role)}
      AND (p."deactivatedAt" IS NULL OR p."isPaused")
  ) AND EXISTS (
    SELECT 1 FROM "RoomMembership" m JOIN "User" p ON p.id = m."userId"
    WHERE m."roomId" = h."roomId" AND m."userId" = h."userId" AND p."deactivatedAt" IS NULL
  )`;

/** Webhooks: one is found by Hook_pkey, those of a room by Hook_roomId_idx. */
@Injectable()
export class HooksRepository {
  constructor(
    private readonly database: Database,
    private readonly ordinary: OrdinaryDatabase,
  ) {}

  /** The newest first. */
  async list(roomId: string): Promise<Hook[]> {
    const rows = await this.ordinary.query<HookRow>(
      'hook-list',
      `SELECT h.id, ${userRefOf('h."userId"')} AS "user", ${userRefOf('h."createdById"')} AS "createdBy",
         ${isoTime('h."createdAt"')} AS "createdAt", ${isoTime('h."lastUsedAt"')} AS "lastUsedAt",
         ${WORKS} AS "isWorking"
       FROM "Hook" h WHERE h."roomId" = $1 ORDER BY h."createdAt" DESC, h.id DESC`,
      [roomId],
    );
    return rows.map(({ lastUsedAt, ...hook }) => ({ ...hook, ...(lastUsedAt !== null && { lastUsedAt }) }));
  }

  /** As whom a call speaks, and where. @returns undefined for a secret that is wrong, and what does not work any more */
  async called(id: string, secretHash: string): Promise<CalledHook | undefined> {
    const [hook] = await this.ordinary.query<CalledHook>(
      'hook-called',
      `SELECT h."roomId", json_build_object('id', u.id, 'username', u.username) AS "user"
       FROM "Hook" h JOIN LATERAL ${rowOf('User', 'h."userId"')} u ON true
       WHERE h.id = $1 AND h."secretHash" = $2 AND ${WORKS}`,
      [id, secretHash],
    );
    return hook;
  }

  /** To within a minute, so that what is called often costs few writes. */
  async noteUse(id: string): Promise<void> {
    await this.ordinary.query(
      'hook-used',
      `UPDATE "Hook" h SET "lastUsedAt" = now()
       WHERE h.id = $1 AND coalesce(h."lastUsedAt" < now() - interval '1 minute', true)`,
      [id],
    );
  }

  async make(
    { id, roomId, actorId }: { id: string; roomId: string; actorId: string },
    user: UserRef,
    secretHash: string,
  ): Promise<MadeHook> {
    const [row] = await this.database.query<{ kind: MadeHook['kind']; seq: string | null; at: Date | null }>(
      'hook-make',
      'SELECT outcome AS kind, seq, at FROM room_hook_make($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        ...[roomId, id, actorId, user.id, user.username, secretHash],
        ...[ACTIONS.connect.role, HOOK_LIMITS.perRoomMax],
      ],
    );
    if (!row) throw new Error('a change has one outcome');
    const { kind, seq, at } = row;
    return { kind, ...(seq !== null && at && { place: { seq: safeInteger(seq), at: at.toISOString() } }) };
  }

  async end({ id, roomId, actorId }: { id: string; roomId: string; actorId: string }): Promise<EndedHook> {
    const [row] = await this.database.query<{ outcome: EndedHook }>(
      'hook-end',
      'SELECT outcome FROM room_hook_end($1, $2, $3, $4)',
      [roomId, id, actorId, ACTIONS.connect.role],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }
}
