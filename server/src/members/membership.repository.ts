import { Injectable } from '@nestjs/common';
import { ACTIONS, ROLES, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { Database, rowOf, safeInteger } from '../prisma/index.js';

/** Where in the room's log a change of membership stands; missing for what is no entry of it. */
export interface LogPlace {
  seq: number;
  /** ISO 8601, UTC. */
  at: string;
}

/** What became of a change of membership: the outcomes of the SQL functions `room_member_*`. */
export type MemberOutcome<Kind extends string> = { kind: Kind; place?: LogPlace };
export type AddOutcome = MemberOutcome<'added' | 'known' | 'no_room' | 'archived' | 'banned'>;
export type JoinOutcome = MemberOutcome<AddOutcome['kind'] | 'ask_first'>;
export type BringOutcome = MemberOutcome<AddOutcome['kind'] | 'forbidden' | 'cannot_own'>;
export type RemoveOutcome = MemberOutcome<'removed' | 'not_member' | 'no_room' | 'last_owner' | 'forbidden'>;
/** Of somebody whose account is deleted, and who owns the room in their place, if that was needed. */
export type ForsakeOutcome = MemberOutcome<'removed' | 'kept' | 'not_member' | 'no_room'> & {
  heir?: { user: UserRef; place: LogPlace };
};
export type AppointOutcome = MemberOutcome<
  'changed' | 'unchanged' | 'has_owner' | 'not_member' | 'guest' | 'cannot_own' | 'no_room' | 'forbidden'
>;
export type RoleOutcome = MemberOutcome<
  'changed' | 'unchanged' | 'not_member' | 'no_room' | 'last_owner' | 'cannot_own' | 'forbidden'
>;

/** Whose membership somebody changes. */
export interface MemberTarget {
  roomId: string;
  userId: string;
  actorId: string;
}

/** How somebody is put out. */
export interface Removal {
  what: 'left' | 'kicked' | 'banned';
  /** The end of a ban; never when it is missing. */
  until?: Date | undefined;
  reason?: string | undefined;
}

interface OutcomeRow<Kind> {
  outcome: Kind;
  seq: string | null;
  at: Date | null;
}

/**
 * Who belongs to which room. Memberships change only under the room's row lock, the one that sending takes:
 * so a message is either before or after somebody's leaving, and the member count is always right.
 */
@Injectable()
export class MembershipRepository {
  constructor(private readonly database: Database) {}

  /** Makes somebody a member. @param what by themselves, or by somebody who may bring others in */
  add(
    { roomId, userId, actorId }: MemberTarget,
    what: 'joined' | 'added' = 'joined',
    role: number = ROLES.member,
  ): Promise<AddOutcome> {
    return this.change<AddOutcome['kind']>(
      'member-add',
      'SELECT outcome, seq, at FROM room_member_add($1, $2, $3, $4, $5)',
      [roomId, userId, actorId, what, role],
    );
  }

  /** Makes somebody a member who comes by themselves, unless one has to ask. */
  join(roomId: string, userId: string): Promise<JoinOutcome> {
    return this.change<JoinOutcome['kind']>(
      'member-join',
      'SELECT outcome, seq, at FROM room_member_join($1, $2)',
      [roomId, userId],
    );
  }

  /** Makes somebody a member at the hand of the actor, whose rights are looked at under the room's lock. */
  bring({ roomId, userId, actorId }: MemberTarget, role: number): Promise<BringOutcome> {
    return this.change<BringOutcome['kind']>(
      'member-bring',
      'SELECT outcome, seq, at FROM room_member_bring($1, $2, $3, $4, $5)',
      [roomId, userId, actorId, role, ACTIONS.setRole.role],
    );
  }

  /** Ends a membership; of whoever is put out rights are looked at under the room's lock. */
  remove(
    { roomId, userId, actorId }: MemberTarget,
    { what, until, reason }: Removal,
  ): Promise<RemoveOutcome> {
    return this.change<RemoveOutcome['kind']>(
      'member-remove',
      'SELECT outcome, seq, at FROM room_member_remove($1, $2, $3, $4, $5, $6, $7)',
      [roomId, userId, actorId, what, ACTIONS.remove.role, until?.toISOString() ?? null, reason ?? null],
    );
  }

  /** The same as one of those who run the server, whatever the person is in the room. */
  banAsServer({ roomId, userId, actorId }: MemberTarget, { until, reason }: Removal): Promise<RemoveOutcome> {
    return this.change<RemoveOutcome['kind']>(
      'member-ban-as-server',
      'SELECT outcome, seq, at FROM server_room_ban($1, $2, $3, $4, $5, $6)',
      [roomId, userId, actorId, until?.toISOString() ?? null, reason ?? null, SERVER_ROLES.admin],
    );
  }

  /** Makes a member the owner of a room that has none, as one of those who run the server. */
  appoint({ roomId, userId, actorId }: MemberTarget): Promise<AppointOutcome> {
    return this.change<AppointOutcome['kind']>(
      'member-appoint',
      'SELECT outcome, seq, at FROM server_room_appoint($1, $2, $3, $4)',
      [roomId, userId, actorId, SERVER_ROLES.admin],
    );
  }

  /** Brings one of those who run the server in. */
  joinAsServer(roomId: string, actorId: string): Promise<BringOutcome> {
    return this.change<BringOutcome['kind']>(
      'member-join-as-server',
      'SELECT outcome, seq, at FROM server_room_join($1, $2, $3)',
      [roomId, actorId, SERVER_ROLES.admin],
    );
  }

  /** Takes somebody out whose account is deleted, as the SQL function `account_leave` says. */
  async forsake(roomId: string, userId: string): Promise<ForsakeOutcome> {
    const [row] = await this.database.query<
      OutcomeRow<ForsakeOutcome['kind']> & {
        heir: string | null;
        heirName: string | null;
        heirSeq: string | null;
        heirAt: Date | null;
      }
    >(
      'member-forsake',
      `SELECT outcome, seq, at, heir, heir_name AS "heirName", heir_seq AS "heirSeq", heir_at AS "heirAt"
       FROM account_leave($1, $2)`,
      [roomId, userId],
    );
    if (!row) throw new Error('a change has one outcome');
    const { heir: id, heirName: username } = row;
    const heirPlace = placeOf(row.heirSeq, row.heirAt);
    return {
      ...outcomeOf(row),
      ...(id !== null &&
        username !== null &&
        heirPlace && { heir: { user: { id, username }, place: heirPlace } }),
    };
  }

  /** Makes a member something else; rights are looked at under the room's lock. */
  setRole({ roomId, userId, actorId }: MemberTarget, role: number): Promise<RoleOutcome> {
    return this.change<RoleOutcome['kind']>(
      'member-role',
      'SELECT outcome, seq, at FROM room_member_role($1, $2, $3, $4, $5)',
      [roomId, userId, actorId, role, ACTIONS.setRole.role],
    );
  }

  private async change<Kind extends string>(
    name: string,
    statement: string,
    values: (string | number | null)[],
  ): Promise<MemberOutcome<Kind>> {
    const [row] = await this.database.query<OutcomeRow<Kind>>(name, statement, values);
    if (!row) throw new Error('a change has one outcome');
    return outcomeOf(row);
  }

  /**
   * For each room its members by username, all in one statement. Walks RoomMembership_pkey: a room is asked for as a range
   * and in the order of that index, which the other one, on person and room, cannot serve; with "=" it may be walked
   * whole.
   */
  async members(roomIds: readonly string[]): Promise<UserRef[][]> {
    const rows = await this.database.query<UserRef & { place: number }>(
      'members-of-rooms',
      `SELECT w.place, u.id, u.username FROM unnest($1::int[], $2::uuid[]) AS w (place, room_id)
       CROSS JOIN LATERAL (
         SELECT k."userId" FROM "RoomMembership" k WHERE k."roomId" >= w.room_id AND k."roomId" <= w.room_id
         ORDER BY k."roomId", k."userId" OFFSET 0
       ) m JOIN LATERAL ${rowOf('User', 'm."userId"')} u ON true
       ORDER BY w.place, u.username`,
      [roomIds.map((_, place) => place), [...roomIds]],
    );
    const members = roomIds.map((): UserRef[] => []);
    for (const { place, id, username } of rows) members[place]?.push({ id, username });
    return members;
  }
}

function outcomeOf<Kind>({ outcome, seq, at }: OutcomeRow<Kind>): { kind: Kind; place?: LogPlace } {
  const place = placeOf(seq, at);
  return { kind: outcome, ...(place && { place }) };
}

function placeOf(seq: string | null, at: Date | null): LogPlace | undefined {
  return seq === null || at === null ? undefined : { seq: safeInteger(seq), at: at.toISOString() };
}
