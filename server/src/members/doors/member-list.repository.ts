import { Inject, Injectable } from '@nestjs/common';
import { fold } from '@chatket/contract';
import { membershipOf, OrdinaryDatabase, rowOf, type Statements } from '../../prisma/index.js';

/** A place in the list: by role, the highest first, then by name. */
export interface MemberKey {
  role: number;
  username: string;
}

/** A member as the database has them. */
export interface StoredMember extends MemberKey {
  id: string;
  joinedAt: Date;
  /** Null where they may speak. */
  mutedUntil: Date | null;
  muteReason: string | null;
}

export interface MemberSearch {
  roomId: string;
  /** Only those who are just that. */
  role?: number | undefined;
  search: string;
  after?: MemberKey | undefined;
  limit: number;
}

/** Above all. */
const FIRST: MemberKey = { role: 32_767, username: '' };

const COLUMNS = `u.id, u.username, m.role, m."joinedAt",
  CASE WHEN m."mutedUntil" > clock_timestamp() AND isfinite(m."mutedUntil") THEN m."mutedUntil" END AS "mutedUntil",
  CASE WHEN m."mutedUntil" > clock_timestamp() THEN m."muteReason" END AS "muteReason"`;

/** The people of a room in pages. */
@Injectable()
export class MemberListRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /**
   * From behind `after`, by role and name. Walks RoomMembership_pkey, the room as a range and in the order of that index, as
   * `members-of-rooms` does, and looks each person up in User_pkey: some 20 ms for 10,000 people, whatever else there is.
   */
  page({ roomId, role, search, after = FIRST, limit }: MemberSearch): Promise<StoredMember[]> {
    return this.database.query<StoredMember>(
      'members-page',
      `SELECT ${COLUMNS} FROM (
         SELECT k.* FROM "RoomMembership" k WHERE k."roomId" >= $1 AND k."roomId" <= $1
         ORDER BY k."roomId", k."userId" OFFSET 0
       ) m JOIN LATERAL ${rowOf('User', 'm."userId"')} u ON true
       WHERE ($2::int IS NULL OR m.role = $2) AND ($3 = '' OR position($3 IN u.username) > 0)
         AND (m.role < $4::int OR (m.role = $4::int AND u.username > $5::text COLLATE "C"))
       ORDER BY m.role DESC, u.username COLLATE "C" LIMIT $6`,
      [roomId, role ?? null, fold(search), after.role, after.username, limit],
    );
  }

  /** One of them; undefined for somebody who is not a member. Looks up RoomMembership_pkey and User_pkey. */
  async find(roomId: string, userId: string): Promise<StoredMember | undefined> {
    const [member] = await this.database.query<StoredMember>(
      'member-find',
      `SELECT ${COLUMNS} FROM ${membershipOf('$1', '$2')} m JOIN LATERAL ${rowOf('User', 'm."userId"')} u ON true`,
      [roomId, userId],
    );
    return member;
  }
}
