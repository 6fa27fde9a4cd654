import { Inject, Injectable } from '@nestjs/common';
import { SERVER_ROLES, type ServerRoom, type ServerRoomFilter } from '@chatket/contract';
import { OrdinaryDatabase, safeInteger, type Statements } from '../prisma/index.js';
import { nameKey } from '../rooms/index.js';

/** A place in the list: by name. */
export interface ServerRoomKey {
  nameKey: string;
  id: string;
}

export interface ServerRoomSearch {
  search: string;
  only: ServerRoomFilter;
  after?: ServerRoomKey | undefined;
  limit: number;
}

/** What became of an archive; the outcomes of the SQL function `server_room_archive`. */
export interface ArchiveOutcome {
  kind: 'changed' | 'unchanged' | 'forbidden' | 'no_room' | 'deleting';
  /** Its entry in the room's log, where it is one. */
  what: 'archived' | 'restored' | null;
  place?: { seq: number; at: string };
}

interface Row extends Pick<ServerRoom, 'id' | 'name' | 'kind' | 'memberCount' | 'hasOwner'> {
  nameKey: string;
  createdAt: Date;
  activeAt: Date;
  archivedAt: Date | null;
  deletesAt: Date | null;
}

/** Only rooms that are named by their people have an empty name: they lie before all others. */
const BEFORE_ALL: ServerRoomKey = { nameKey: '', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Rooms as those who run the server see them, and what they do to them. */
@Injectable()
export class ServerRoomsRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /** From behind `after`, by name. Walks Room_nameKey_idText_idx, and looks each room up in RoomMembership_owner_idx. */
  async page({
    search,
    only,
    after = BEFORE_ALL,
    limit,
  }: ServerRoomSearch): Promise<{ room: ServerRoom; key: ServerRoomKey }[]> {
    const rows = await this.database.query<Row>(
      'server-rooms-page',
      `SELECT r.id, r.name, r.kind, r."nameKey", r."createdAt", r."memberCount", r."archivedAt", r."deletesAt",
         CASE r.kind WHEN 'public' THEN r."lastMessageAt"
           ELSE date_trunc('day', r."lastMessageAt" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END AS "activeAt",
         owner.found IS NOT NULL AS "hasOwner"
       FROM "Room" r
       LEFT JOIN LATERAL (
         SELECT true AS found WHERE room_is_owned(r.id, NULL)
       ) owner ON true
       WHERE r.kind IN ('public', 'private') AND ($1 = '' OR position($1 IN r."nameKey") > 0)
         AND (r."nameKey", r.id::text) > ($2, $3::uuid::text)
         AND CASE $4 WHEN 'archived' THEN r."archivedAt" IS NOT NULL
                     WHEN 'ownerless' THEN r."memberCount" > 0 AND owner.found IS NULL ELSE true END
       ORDER BY r."nameKey", r.id::text LIMIT $5`,
      [nameKey(search), after.nameKey, after.id, only, limit],
    );
    return rows.map((row) => ({ room: toRoom(row), key: { nameKey: row.nameKey, id: row.id } }));
  }

  /** Looks up RoomMembership_owner_idx. */
  async hasOwner(roomId: string): Promise<boolean> {
    const rows = await this.database.query('server-room-owner', 'SELECT 1 WHERE room_is_owned($1, NULL)', [
      roomId,
    ]);
    return rows.length > 0;
  }

  /** Audited in the same transaction, as all that follows. */
  async archive(roomId: string, actorId: string, { isOn }: { isOn: boolean }): Promise<ArchiveOutcome> {
    const [row] = await this.database.query<
      Pick<ArchiveOutcome, 'kind' | 'what'> & { seq: string | null; at: Date | null }
    >(
      'server-room-archive',
      'SELECT outcome AS kind, what, seq, at FROM server_room_archive($1, $2, $3, $4)',
      [roomId, actorId, isOn, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    const { kind, what, seq, at } = row;
    return {
      kind,
      what,
      ...(seq !== null && at !== null && { place: { seq: safeInteger(seq), at: at.toISOString() } }),
    };
  }

  async unban(
    roomId: string,
    userId: string,
    actorId: string,
  ): Promise<'changed' | 'unchanged' | 'forbidden' | 'no_room'> {
    const [row] = await this.database.query<{ outcome: 'changed' | 'unchanged' | 'forbidden' | 'no_room' }>(
      'server-room-unban',
      'SELECT outcome FROM server_room_unban($1, $2, $3, $4)',
      [roomId, userId, actorId, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }
}

function toRoom({ id, name, kind, memberCount, hasOwner, ...times }: Row): ServerRoom {
  const { createdAt, activeAt, archivedAt, deletesAt } = times;
  return {
    id,
    name,
    kind,
    createdAt: createdAt.toISOString(),
    memberCount,
    activeAt: activeAt.toISOString(),
    hasOwner,
    ...(archivedAt && { archivedAt: archivedAt.toISOString() }),
    ...(deletesAt && { deletesAt: deletesAt.toISOString() }),
  };
}
