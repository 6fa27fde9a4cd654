import { Injectable } from '@nestjs/common';
import type { ServerRoom, ServerRoomFilter, UserRef } from '@chatket/contract';
import { decodeRoomCursor, encodeRoomCursor } from '../rooms/index.js';
import { ServerRoomAccess } from './server-room-access.js';
import { ServerRoomsRepository } from './server-rooms.repository.js';

export interface ServerRoomsQuery {
  search?: string | undefined;
  only: ServerRoomFilter;
  cursor?: string | undefined;
  limit: number;
}

/**
 * Public and private rooms, for those who run the server: that they are there, and whether they live. Nothing that was said
 * in them, not who is in them, no topic; of private rooms the day of the last message and no more. Rooms that are their
 * people are not told of: who talks with whom is nobody's business.
 */
@Injectable()
export class ListServerRooms {
  constructor(
    private readonly access: ServerRoomAccess,
    private readonly rooms: ServerRoomsRepository,
  ) {}

  /** By name. @throws AppError `FORBIDDEN`, `VALIDATION` for a cursor that is none of this list */
  async page(
    actor: UserRef,
    { search = '', only, cursor, limit }: ServerRoomsQuery,
  ): Promise<{ rooms: ServerRoom[]; nextCursor?: string }> {
    await this.access.requireServer(actor);
    const after = cursor === undefined ? undefined : decodeRoomCursor(cursor);
    const rows = await this.rooms.page({ search, only, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rooms: shown.map(({ room }) => room),
      ...(rows.length > limit && last && { nextCursor: encodeRoomCursor(last.key) }),
    };
  }
}
