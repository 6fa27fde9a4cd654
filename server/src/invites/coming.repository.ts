import { Injectable } from '@nestjs/common';
import { ACTIONS, type JoinRequest, LIMITS, ROLES } from '@chatket/contract';
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

export type AskOutcome =
  | 'asked'
  | 'asked_before'
  | 'refused'
  | 'full'
  | 'added'
  | 'known'
  | 'no_room'
  | 'banned'
  | 'archived'
  | 'paused';

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

/** So many wait in a room, and so many of one person. */
const REQUESTS_MAX = [LIMITS.requestsPerRoom, LIMITS.requestsPerPerson] as const;

const REQUEST = 'u.id, u.username, q.text, q."createdAt"';

/** SQL: a request `q` in the room $1 that waits for an answer. */
const IS_WAITING = 'q."roomId" = $1 AND request_waits(q)';

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
      'SELECT outcome, room_id AS "roomId", role, seq, at FROM invite_accept($1, $2, $3, $4, $5, $6, $7, $8)',
      [tokenHash, userId, guest ?? null, text ?? null, ...INVITE_RIGHTS, ...REQUESTS_MAX],
    );
    if (!row) throw new Error('using a link has one outcome');
    return { kind: row.outcome, roomId: row.roomId, role: row.role, ...placeOf(row) };
  }

  /** Asks to come into a room that one finds. */
  async ask(roomId: string, userId: string, text: string | undefined): Promise<AskOutcome> {
    const [row] = await this.database.query<{ outcome: AskOutcome }>(
      'request-add',
      'SELECT outcome FROM request_add($1, $2, $3, $4, $5)',
      [roomId, userId, text ?? null, ...REQUESTS_MAX],
    );
    if (!row) throw new Error('asking has one outcome');
    return row.outcome;
  }

  /** Takes a request back that waits. @returns whether there was one */
  async takeBack(roomId: string, userId: string): Promise<boolean> {
    const [row] = await this.database.query<{ was: boolean }>(
      'request-take-back',
      'SELECT request_take_back($1, $2) AS was',
      [roomId, userId],
    );
    return row?.was === true;
  }

  /** Whoever is a member does not ask any more. Looks up JoinRequest_pkey. @returns whether they did */
  async settle(roomId: string, userId: string): Promise<boolean> {
    const rows = await this.ordinary.query(
      'request-settle',
      'DELETE FROM "JoinRequest" q WHERE q."roomId" = $1 AND q."userId" = $2 RETURNING 1',
      [roomId, userId],
    );
    return rows.length > 0;
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
       WHERE ${IS_WAITING}
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

  /** How many wait for an answer. Walks JoinRequest_pkey. */
  async count(roomId: string): Promise<number> {
    const [row] = await this.ordinary.query<{ count: number }>(
      'requests-count',
      `SELECT count(*)::int AS count FROM "JoinRequest" q WHERE ${IS_WAITING}`,
      [roomId],
    );
    return row?.count ?? 0;
  }

  /** The name of a room, and whether those who are not members find it. */
  async room(roomId: string): Promise<{ name: string; isFound: boolean } | undefined> {
    const [row] = await this.ordinary.query<{ name: string; isFound: boolean }>(
      'request-room',
      `SELECT r.name, r.kind = 'public' AS "isFound" FROM "Room" r WHERE r.id = $1`,
      [roomId],
    );
    return row;
  }

  /** Whom a request concerns. Walks RoomMembership_pkey. */
  async moderators(roomId: string): Promise<string[]> {
    const rows = await this.ordinary.query<{ id: string }>(
      'request-moderators',
      `SELECT m."userId" AS id FROM "RoomMembership" m
       WHERE m."roomId" = $1 AND m.role >= ${String(ROLES.moderator)}`,
      [roomId],
    );
    return rows.map(({ id }) => id);
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
