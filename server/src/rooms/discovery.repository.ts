import { Inject, Injectable } from '@nestjs/common';
import type { Room, RoomSort } from '@chatket/contract';
import { membershipOf, OrdinaryDatabase, type Statements } from '../prisma/index.js';
import { nameKey } from './room-name.js';
import { columnsFor, CREATOR, requestOf, type RoomRow, toRoom, UNREAD } from './room-row.js';

export interface RoomKey {
  /** The folded name or, by activity, the hour of the last message: ISO 8601, UTC. */
  nameKey: string;
  id: string;
}

export interface Discovery {
  userId: string;
  search: string;
  sort?: RoomSort;
  after?: RoomKey | undefined;
  limit: number;
}

/** A room of the discovery list, with the place that it has there. */
export interface FoundRoom {
  room: Room;
  key: RoomKey;
}

/** Where a page of the discovery list begins: rooms `r` that the person $1 finds by the name $2. */
const DISCOVERED = `SELECT ${columnsFor('$1')}, ${requestOf('$1')}, NULL AS record
       FROM "Room" r ${CREATOR}
       LEFT JOIN LATERAL ${membershipOf('r.id', '$1')} m ON true
       ${UNREAD}
       WHERE r.kind = 'public' AND r."archivedAt" IS NULL AND ($2 = '' OR position($2 IN r."nameKey") > 0)`;

/** Only rooms that are named by their people have an empty name: they lie before all others. */
const BEFORE_ALL: RoomKey = { nameKey: '', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
/** Nothing was said as late as that. */
const LATEST: RoomKey = { nameKey: '9999-12-31T23:00:00.000Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The public rooms in which one can write. What was said in them stays with their members. */
@Injectable()
export class DiscoveryRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /** A page from behind `after`. */
  page({ sort = 'name', ...discovery }: Discovery): Promise<FoundRoom[]> {
    return sort === 'name' ? this.byName(discovery) : this.byActivity(discovery);
  }

  /** Walks Room_nameKey_idText_idx. */
  private async byName({ userId, search, after = BEFORE_ALL, limit }: Discovery): Promise<FoundRoom[]> {
    const rows = await this.database.query<RoomRow>(
      'rooms-discover',
      `${DISCOVERED}
         AND (r."nameKey", r.id::text) > ($3, $4::uuid::text)
       ORDER BY r."nameKey", r.id::text LIMIT $5`,
      [userId, nameKey(search), after.nameKey, after.id, limit],
    );
    return rows.map((row) => found(row, row.nameKey));
  }

  /** Latest first, by the hour. Walks Room_activeHour_idText_idx. */
  private async byActivity({ userId, search, after = LATEST, limit }: Discovery): Promise<FoundRoom[]> {
    const rows = await this.database.query<RoomRow>(
      'rooms-discover-by-activity',
      `${DISCOVERED}
         AND (r."activeHour", r.id::text) < ($3::timestamptz AT TIME ZONE 'UTC', $4::uuid::text)
       ORDER BY r."activeHour" DESC, r.id::text DESC LIMIT $5`,
      [userId, nameKey(search), after.nameKey, after.id, limit],
    );
    return rows.map((row) => found(row, hourOf(row.lastMessageAt)));
  }
}

function found(row: RoomRow, key: string): FoundRoom {
  const room = { ...toRoom(row), activeAt: row.lastMessageAt.toISOString() };
  return { room, key: { nameKey: key, id: row.id } };
}

const hourOf = (at: Date) => `${at.toISOString().slice(0, 13)}:00:00.000Z`;
