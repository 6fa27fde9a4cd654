import { Injectable } from '@nestjs/common';
import {
  type CreateRoomBody,
  isBotName,
  isGuestName,
  LIMITS,
  type Room,
  type RoomSort,
  type UserRef,
} from '@chatket/contract';
import { AppError, newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { cannotOwn, memberJoined, Memberships } from '../members/index.js';
import { ServerMutes } from '../users/index.js';
import { RoomAccess } from './access/index.js';
import { DiscoveryRepository } from './discovery.repository.js';
import { RoomRepository } from './room.repository.js';
import { decodeRoomCursor, encodeRoomCursor } from './room-cursor.js';

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface DiscoverQuery extends PageQuery {
  sort?: RoomSort;
  search?: string | undefined;
}

export interface RoomPage {
  rooms: Room[];
  /** Missing on the last page. */
  nextCursor?: string;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Rooms: create, find, join, leave. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly discovery: DiscoveryRepository,
    private readonly memberships: Memberships,
    private readonly access: RoomAccess,
    private readonly mutes: ServerMutes,
    private readonly events: EventBus,
  ) {}

  /** The creator is the first member, and owns the room. @throws AppError `MUTED` on the server, `CANNOT_OWN` for programs */
  async create(actor: UserRef, { name, kind = 'public', topic }: CreateRoomBody): Promise<Room> {
    if (isBotName(actor.username)) throw cannotOwn();
    await this.mutes.requireHeard(actor);
    const id = newId();
    await this.rooms.insertWithCreator({ id, name, creator: actor, kind, topic });
    this.events.announce(memberJoined, { roomId: id, user: actor });
    return this.read(actor, id);
  }

  /**
   * All rooms of the person, latest activity first; or a page of them. Of pages the first brings those with the latest
   * activity and the others all of them by id, those of the first once more: so none is lost that moves meanwhile.
   * @throws AppError `VALIDATION` for a cursor that is not one
   */
  async listMine(actor: UserRef, { limit, cursor }: PageQuery = {}): Promise<RoomPage> {
    if (limit === undefined && cursor === undefined) return { rooms: await this.rooms.listOf(actor.id) };
    const size = limit ?? LIMITS.roomPageDefault;
    const after = cursor === undefined ? undefined : decodeRoomCursor(cursor);
    const rows = after
      ? await this.rooms.listBehind(actor.id, after.id, size + 1)
      : await this.rooms.listLatest(actor.id, size + 1);
    const rooms = rows.slice(0, size);
    const last = after ? rooms.at(-1)?.id : BEFORE_ALL;
    return {
      rooms,
      ...(rows.length > size &&
        last !== undefined && { nextCursor: encodeRoomCursor({ nameKey: '', id: last }) }),
    };
  }

  /** @throws AppError `VALIDATION` for a cursor that is not one of this order; `NOT_FOR_GUESTS` */
  async discover(
    actor: UserRef,
    { search = '', sort = 'name', limit = LIMITS.roomPageDefault, cursor }: DiscoverQuery,
  ): Promise<RoomPage> {
    if (isGuestName(actor.username))
      throw new AppError('NOT_FOR_GUESTS', 'Guests cannot do this: log in with a name of your own.');
    const after = cursor === undefined ? undefined : decodeRoomCursor(cursor, sort);
    const rows = await this.discovery.page({ userId: actor.id, search, sort, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rooms: shown.map(({ room }) => room),
      ...(rows.length > limit && last && { nextCursor: encodeRoomCursor(last.key) }),
    };
  }

  /** A room as the person may see it: what was said only as a member. @throws AppError `ROOM_NOT_FOUND` */
  async read(actor: UserRef, roomId: string): Promise<Room> {
    await this.access.require(actor, roomId, 'see');
    const room = await this.rooms.find(roomId, actor.id);
    if (!room) throw new AppError('ROOM_NOT_FOUND', 'There is no such room.');
    return room;
  }

  /** Joining twice is joining once. @throws AppError `ROOM_NOT_FOUND`, `BANNED`, `ASK_FIRST`, `ROOM_ARCHIVED`, `FIXED_PEOPLE` */
  async join(actor: UserRef, roomId: string): Promise<{ room: Room; isNew: boolean }> {
    await this.access.require(actor, roomId, 'join');
    const isNew = await this.memberships.join(roomId, actor);
    return { room: await this.read(actor, roomId), isNew };
  }

  /**
   * Gives the membership up; what was written stays. Leaving twice is leaving once.
   * @throws AppError `ROOM_NOT_FOUND`, `LAST_OWNER`, `FIXED_PEOPLE`, `UNAVAILABLE` when it is not known whether they have left
   */
  async leaveForGood(actor: UserRef, roomId: string): Promise<void> {
    await this.access.require(actor, roomId, 'quit');
    await this.memberships.remove(roomId, { user: actor, by: actor, what: 'left' });
  }
}
