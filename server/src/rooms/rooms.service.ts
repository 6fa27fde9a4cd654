import { Injectable } from '@nestjs/common';
import {
  type ChangeRoomBody,
  type CreateRoomBody,
  isGuestName,
  type Room,
  type RoomSort,
  type UserRef,
} from '@chatket/contract';
import { AppError, newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined, Memberships } from '../members/index.js';
import { RoomAccess } from './access/index.js';
import { RoomRepository } from './room.repository.js';
import { decodeRoomCursor, encodeRoomCursor } from './room-cursor.js';

export interface DiscoverQuery {
  sort?: RoomSort;
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface RoomPage {
  rooms: Room[];
  /** Missing on the last page. */
  nextCursor?: string;
}

/** Rooms: create, find, join, leave. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly memberships: Memberships,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
  ) {}

  /** The creator is the first member, and owns the room. */
  async create(actor: UserRef, { name, kind = 'public', topic }: CreateRoomBody): Promise<Room> {
    const id = newId();
    await this.rooms.insertWithCreator({ id, name, creator: actor, kind, topic });
    this.events.announce(memberJoined, { roomId: id, user: actor });
    return this.read(actor, id);
  }

  listMine(actor: UserRef): Promise<Room[]> {
    return this.rooms.listOf(actor.id);
  }

  /** @throws AppError `VALIDATION` for a cursor that is not one of this order; `NOT_FOR_GUESTS` */
  async discover(
    actor: UserRef,
    { search = '', sort = 'name', limit, cursor }: DiscoverQuery,
  ): Promise<RoomPage> {
    if (isGuestName(actor.username))
      throw new AppError('NOT_FOR_GUESTS', 'Guests cannot do this: log in with a name of your own.');
    const after = cursor === undefined ? undefined : decodeRoomCursor(cursor, sort);
    const rows = await this.rooms.discover({ userId: actor.id, search, sort, after, limit: limit + 1 });
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

  /**
   * Changes what holds for everybody in the room; what is left out stays.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`
   */
  async configure(actor: UserRef, roomId: string, { editWindowSeconds }: ChangeRoomBody): Promise<Room> {
    await this.access.require(actor, roomId, 'configure');
    if (editWindowSeconds !== undefined) {
      const isDone = await this.rooms.configure(roomId, actor.id, editWindowSeconds);
      if (!isDone) await this.access.explainRefusal(actor, roomId, 'configure');
    }
    return this.read(actor, roomId);
  }

  /** Joining twice is joining once. @throws AppError `ROOM_NOT_FOUND`, `BANNED`, `ROOM_ARCHIVED`, `FIXED_PEOPLE` */
  async join(actor: UserRef, roomId: string): Promise<{ room: Room; isNew: boolean }> {
    await this.access.require(actor, roomId, 'join');
    const isNew = await this.memberships.add(roomId, { user: actor });
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
