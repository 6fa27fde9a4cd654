import { Injectable } from '@nestjs/common';
import { ACTIONS, type JoinRequest, LIMITS, ROLES, type UserRef } from '@chatket/contract';
import { Database, OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { INVITE_RIGHTS } from './invite.repository.js';

/** Where in the room's log somebody's coming stands; missing where it is no entry of it. */
interface Place {
  seq: number;
  at: string;
}

export interface UsedInvite {
  kind: 'added' | 'known' | 'asked' | 'asked_before' | 'taken' | 'paused' | 'invalid';
  roomId: string | null;
  role: number | null;
  place?: Place;
}

export type RequestOutcome =
  'added' | 'known' | 'refused' | 'none' | 'forbidden' | 'no_room' | 'archived' | 'banned';

export interface AnsweredRequest {
  kind: RequestOutcome;
  place?: Place;
}

interface PlaceRow {
  seq: string | null;
  at: Date | null;
}

interface RequestRow {
  id: string;
  username: string;
  text: string | null;
  createdAt: Date;
}

const REQUEST = 'u.id, u.username, q.text, q."createdAt"';

/** Coming by a link, and by asking: what is decided under the room's lock. */
@Injectable()
export class ComingRepository {
  constructor(
    private readonly database: Database,
    private readonly ordinary: OrdinaryDatabase,
  ) {}

  /** Uses a link. @param guest the username of an account that is made for them; missing for who has one */
  async use(
    tokenHash: string,
    userId: string,
    { guest, text }: { guest?: string; text?: string | undefined },
  ): Promise<UsedInvite> {
    const [row] = await this.database.query<
      { outcome: UsedInvite['kind']; roomId: string | null; role: number | null } & PlaceRow
    >(
      'invite-accept',
      'SELECT outcome, room_id AS "roomId", role, seq, at FROM invite_accept($1, $2, $3, $4, $5, $6, $7)',
      [tokenHash, userId, guest ?? null, text ?? null, ...INVITE_RIGHTS, LIMITS.requestsPerRoom],
    );
    if (!row) throw new Error('using a link has one outcome');
    return { kind: row.outcome, roomId: row.roomId, role: row.role, ...placeOf(row) };
  }

  /** Lets somebody in who asks, or does not. */
  async answer(
    { roomId, userId, actorId }: { roomId: string; userId: string; actorId: string },
    isAccepted: boolean,
  ): Promise<AnsweredRequest> {
    const [row] = await this.database.query<{ outcome: RequestOutcome } & PlaceRow>(
      'request-answer',
      'SELECT outcome, seq, at FROM request_answer($1, $2, $3, $4, $5)',
      [roomId, userId, actorId, ACTIONS.moderate.role, isAccepted],
    );
    if (!row) throw new Error('answering a request has one outcome');
    return { kind: row.outcome, ...placeOf(row) };
  }

  /** Who waits for an answer, oldest first. Walks JoinRequest_pkey. */
  async requests(roomId: string): Promise<JoinRequest[]> {
    const rows = await this.ordinary.query<RequestRow>(
      'requests-of-room',
      `SELECT ${REQUEST} FROM "JoinRequest" q JOIN LATERAL ${rowOf('User', 'q."userId"')} u ON true
       WHERE q."roomId" = $1 AND q."refusedAt" IS NULL
       ORDER BY q."createdAt", q."userId" LIMIT ${String(LIMITS.requestsPerRoom)}`,
      [roomId],
    );
    return rows.map(toRequest);
  }

  async request(roomId: string, userId: string): Promise<JoinRequest | undefined> {
    const rows = await this.ordinary.query<RequestRow>(
      'request-of-person',
      `SELECT ${REQUEST} FROM "JoinRequest" q JOIN LATERAL ${rowOf('User', 'q."userId"')} u ON true
       WHERE q."roomId" = $1 AND q."userId" = $2`,
      [roomId, userId],
    );
    return rows.map(toRequest)[0];
  }

  /** Whom a request concerns, and how the room is called. Walks RoomMembership_pkey. */
  async moderators(roomId: string): Promise<{ id: string; roomName: string }[]> {
    return this.ordinary.query<UserRef & { roomName: string }>(
      'request-moderators',
      `SELECT m."userId" AS id, r.name AS "roomName" FROM "Room" r JOIN "RoomMembership" m ON m."roomId" = r.id
       WHERE r.id = $1 AND m.role >= ${String(ROLES.moderator)}`,
      [roomId],
    );
  }
}

function placeOf({ seq, at }: PlaceRow): { place?: Place } {
  return seq === null || at === null ? {} : { place: { seq: safeInteger(seq), at: at.toISOString() } };
}

function toRequest({ id, username, text, createdAt }: RequestRow): JoinRequest {
  return {
    user: { id, username },
    createdAt: createdAt.toISOString(),
    ...(text !== null && { text }),
  };
}
