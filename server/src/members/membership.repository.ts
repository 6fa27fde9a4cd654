import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Database, rowOf } from '../prisma/index.js';

/**
 * Who belongs to which room. Memberships change only under the room's row lock, the one that sending takes:
 * so a message is either before or after somebody's leaving, and the member count is always right.
 */
@Injectable()
export class MembershipRepository {
  constructor(private readonly database: Database) {}

  /** True when the person was not a member before. */
  async add(roomId: string, userId: string): Promise<boolean> {
    const [row] = await this.database.query<{ changed: boolean }>(
      'membership-add',
      `SELECT room_add_member($1, $2) AS changed`,
      [roomId, userId],
    );
    return row?.changed ?? false;
  }

  /** True when the person was a member until now. */
  async remove(roomId: string, userId: string): Promise<boolean> {
    const [row] = await this.database.query<{ changed: boolean }>(
      'membership-remove',
      `SELECT room_remove_member($1, $2) AS changed`,
      [roomId, userId],
    );
    return row?.changed ?? false;
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
