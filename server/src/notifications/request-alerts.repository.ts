import { Injectable } from '@nestjs/common';
import type { RequestAlert, UserRef } from '@chatket/contract';
import { isoTime, membershipOf, OrdinaryDatabase, rowOf, type Statements } from '../prisma/index.js';
import type { JoinAnswered } from '../invites/index.js';
import { memberWhoMay } from '../rooms/access/index.js';

/** So many stand in the list. */
const MOST = 50;

/** SQL: the alert `a` of `$1` is of a request, and there still is something to be told of it: who asks waits, and they may answer. */
export const IS_SHOWN_REQUEST = `a.because IN ('request', 'answer') AND (a.because = 'answer' OR EXISTS (
  SELECT 1 FROM "JoinRequest" q CROSS JOIN LATERAL ${memberWhoMay('moderate', 'q."roomId"', '$1::uuid')} k
  WHERE q."roomId" = a."roomId" AND q."userId" = a."askerId" AND request_waits(q)))`;

/** SQL: the alerts `a` of requests of `$1` as they are told. */
const REQUESTS = `SELECT a."messageId" AS id, ${isoTime('a."createdAt"')} AS at, a."readAt" IS NOT NULL AS "isRead",
    coalesce(a.answer, 'asked') AS what, o.id AS "roomId", coalesce(o.name, a."roomName") AS "roomName",
    u.id AS "userId", u.username, a."isSilent"
  FROM "Alert" a
  LEFT JOIN LATERAL ${rowOf('User', 'a."askerId"')} u ON true
  LEFT JOIN LATERAL (
    SELECT r.id, r.name FROM "Room" r WHERE r.id = a."roomId" AND (
      r.kind = 'public' OR EXISTS (SELECT 1 FROM ${membershipOf('r.id', '$1::uuid')} m)) LIMIT 1
  ) o ON true
  WHERE a."userId" = $1::uuid AND ${IS_SHOWN_REQUEST}`;

interface Row extends Pick<RequestAlert, 'id' | 'at' | 'isRead' | 'what'> {
  roomId: string | null;
  roomName: string | null;
  userId: string | null;
  username: string | null;
  isSilent: boolean;
}

export interface KeptRequest {
  alert: RequestAlert;
  isSilent: boolean;
}

/** Whom the server has told of requests to come in. They stand among the alerts; see the migration request_alerts. */
@Injectable()
export class RequestAlertsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Those who may answer are told; what they were told of an earlier request of this person goes. Looks up Alert_roomId_askerId_idx. */
  async addAsked(
    statements: Statements,
    { id, roomId, askerId, at }: { id: string; roomId: string; askerId: string; at: Date },
    told: readonly { userId: string; isSilent: boolean }[],
  ): Promise<void> {
    await statements.query(
      'alerts-asked',
      `WITH before AS (DELETE FROM "Alert" a WHERE a."roomId" = $2 AND a."askerId" = $3)
       INSERT INTO "Alert" ("userId", "messageId", "roomId", seq, because, "isSilent", "createdAt", "askerId")
       SELECT w.person, $1, $2, 0, 'request', w.silent, $4::timestamptz, $3
       FROM unnest($5::uuid[], $6::boolean[]) AS w (person, silent)`,
      [
        id,
        roomId,
        askerId,
        at.toISOString(),
        told.map(({ userId }) => userId),
        told.map(({ isSilent }) => isSilent),
      ],
    );
  }

  /** Whoever has asked is told; of a room that is not there for them nothing but its name as it is now is kept. */
  async addAnswer(
    { userId, roomId, roomName, what }: JoinAnswered,
    { id, at, isSilent }: { id: string; at: Date; isSilent: boolean },
  ): Promise<void> {
    await this.database.query(
      'alert-answer',
      `INSERT INTO "Alert" ("userId", "messageId", "roomId", seq, because, "isSilent", "createdAt", answer, "roomName")
       VALUES ($1, $2, $3, 0, 'answer', $4, $5::timestamptz, $6, $7)`,
      [userId, id, roomId ?? id, isSilent, at.toISOString(), what, roomName],
    );
  }

  /** Nobody waits any more. @returns whose lists it is gone from, where it was not read */
  async settle(roomId: string, askerId: string): Promise<{ userId: string; id: string }[]> {
    const rows = await this.database.query<{ userId: string; id: string; isUnread: boolean }>(
      'alerts-settle',
      `DELETE FROM "Alert" a WHERE a."roomId" = $1 AND a."askerId" = $2
       RETURNING a."userId", a."messageId" AS id, a."readAt" IS NULL AS "isUnread"`,
      [roomId, askerId],
    );
    return rows.filter(({ isUnread }) => isUnread);
  }

  /** The newest first. Walks Alert_requests_idx. */
  async list(userId: string): Promise<RequestAlert[]> {
    const rows = await this.database.query<Row>(
      'alerts-requests',
      `${REQUESTS} ORDER BY a."createdAt" DESC LIMIT ${String(MOST)}`,
      [userId],
    );
    return rows.map((row) => toKept(row).alert);
  }

  /** Undefined for one that there is nothing to be told of any more. */
  async find(userId: string, id: string): Promise<KeptRequest | undefined> {
    const [row] = await this.database.query<Row>('alert-request', `${REQUESTS} AND a."messageId" = $2`, [
      userId,
      id,
    ]);
    return row && toKept(row);
  }
}

function toKept({ userId, username, roomId, roomName, isSilent, ...alert }: Row): KeptRequest {
  const user: UserRef | undefined =
    userId === null || username === null ? undefined : { id: userId, username };
  return {
    isSilent,
    alert: { ...alert, roomName: roomName ?? '', ...(roomId !== null && { roomId }), ...(user && { user }) },
  };
}
