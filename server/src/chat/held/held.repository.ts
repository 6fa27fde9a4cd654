import { Injectable } from '@nestjs/common';
import { ACTIONS, type HeldMessage, type HeldOutcome, LIMITS, type UserRef } from '@chatket/contract';
import { OrdinaryDatabase, userRefOf } from '../../prisma/index.js';

/** A message that waits, with what it takes to send it. */
export interface StoredHeld {
  id: string;
  roomId: string;
  sender: UserRef;
  clientMsgId: string;
  text: string;
  replyToId: string | null;
  threadId: string | null;
  /** False for what is to be shown in a thread only. */
  inRoom: boolean;
  pattern: string;
  createdAt: Date;
}

export type NewHeld = Omit<StoredHeld, 'createdAt'>;

export type HoldOutcome = 'added' | 'held' | 'refused' | 'limit' | 'no_room';
export type DecideOutcome = HeldOutcome | 'none' | 'forbidden' | 'no_room';

const HELD = `h.id, h."roomId", ${userRefOf('h."senderId"')} AS sender, h."clientMsgId", h.text, h."replyToId",
  h."threadId", h."inRoom",
  h.pattern, h."createdAt"`;
/** What is let through stays until it is in the room. */
const WAITS = `h.outcome IS DISTINCT FROM 'refused'`;

/** Messages that wait for a moderator. The rules are those of the SQL functions `held_*`. */
@Injectable()
export class HeldRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async add({ id, roomId, sender, clientMsgId, text, pattern, ...place }: NewHeld): Promise<HoldOutcome> {
    const [row] = await this.database.query<{ outcome: HoldOutcome }>(
      'held-add',
      'SELECT outcome FROM held_add_reply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        id,
        roomId,
        sender.id,
        clientMsgId,
        text,
        place.replyToId,
        pattern,
        LIMITS.heldPerRoom,
        LIMITS.heldPerPerson,
        place.threadId,
        place.inRoom,
      ],
    );
    if (!row) throw new Error('holding has one outcome');
    return row.outcome;
  }

  /** The oldest first. Walks HeldMessage_roomId_senderId_clientMsgId_key. */
  async list(roomId: string): Promise<HeldMessage[]> {
    const rows = await this.database.query<StoredHeld>(
      'held-of-room',
      `SELECT ${HELD} FROM "HeldMessage" h WHERE h."roomId" = $1 AND ${WAITS} ORDER BY h."createdAt", h.id`,
      [roomId],
    );
    return rows.map(
      ({ createdAt, clientMsgId: _key, replyToId: _target, threadId: _thread, inRoom: _place, ...held }) => ({
        ...held,
        createdAt: createdAt.toISOString(),
      }),
    );
  }

  async find(roomId: string, id: string): Promise<StoredHeld | undefined> {
    const [row] = await this.database.query<StoredHeld>(
      'held-by-id',
      `SELECT ${HELD} FROM "HeldMessage" h WHERE h.id = $2 AND h."roomId" = $1`,
      [roomId, id],
    );
    return row;
  }

  async decide(
    { roomId, id, actorId }: { roomId: string; id: string; actorId: string },
    outcome: HeldOutcome,
  ): Promise<DecideOutcome> {
    const [row] = await this.database.query<{ outcome: DecideOutcome }>(
      'held-decide',
      'SELECT outcome FROM held_decide($1, $2, $3, $4, $5)',
      [roomId, id, actorId, outcome, ACTIONS.moderate.role],
    );
    if (!row) throw new Error('a decision has one outcome');
    return row.outcome;
  }

  /** It is in the room. */
  async forget(id: string): Promise<void> {
    await this.database.query('held-forget', 'DELETE FROM "HeldMessage" WHERE id = $1', [id]);
  }

  /** Its author does not want it any more. @returns whether it still waited */
  async withdraw(roomId: string, senderId: string, clientMsgId: string): Promise<boolean> {
    const rows = await this.database.query(
      'held-withdraw',
      `WITH room AS (SELECT 1 FROM "Room" r WHERE r.id = $1 FOR NO KEY UPDATE)
       DELETE FROM "HeldMessage" h USING room
       WHERE h."roomId" = $1 AND h."senderId" = $2 AND h."clientMsgId" = $3 AND h.outcome IS NULL RETURNING h.id`,
      [roomId, senderId, clientMsgId],
    );
    return rows.length > 0;
  }

  /** Who keeps order in the room, and how many messages wait for them. Walks RoomMembership_pkey. */
  async waiting(roomId: string): Promise<{ moderatorIds: string[]; count: number }> {
    const [row] = await this.database.query<{ moderatorIds: string[]; count: number }>(
      'held-waiting',
      `SELECT ARRAY(SELECT m."userId" FROM "RoomMembership" m WHERE m."roomId" = $1 AND m.role >= $2) AS "moderatorIds",
         (SELECT count(*)::int FROM "HeldMessage" h WHERE h."roomId" = $1 AND ${WAITS}) AS count`,
      [roomId, ACTIONS.moderate.role],
    );
    return row ?? { moderatorIds: [], count: 0 };
  }
}
