import { Injectable } from '@nestjs/common';
import { AppError, Coalescer } from '../../common/index.js';
import { AccessRepository, type RoomReader } from './access.repository.js';

const MAX_READERS = 200;

/** The one gatekeeper of rooms: every use case asks it first. */
@Injectable()
export class RoomAccess {
  /** When everybody comes back at once, one statement answers many of them. */
  private readonly headsOfMany: Coalescer<RoomReader, Map<string, number>>;

  constructor(private readonly rights: AccessRepository) {
    this.headsOfMany = new Coalescer((readers) => rights.heads(readers), MAX_READERS);
  }

  /** @throws AppError `ROOM_NOT_FOUND` for a room that is not theirs to know, `NOT_A_MEMBER` for one to join first */
  async requireMember(userId: string, roomId: string): Promise<void> {
    if (!(await this.rights.isMember(roomId, userId))) await this.refuse(roomId);
  }

  /** Why somebody who is not a member may not. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async refuse(roomId: string): Promise<never> {
    await this.requireVisible(roomId);
    throw new AppError('NOT_A_MEMBER', 'Join this room first.');
  }

  /** Every room is public so far. @throws AppError `ROOM_NOT_FOUND` */
  async requireVisible(roomId: string): Promise<void> {
    if (!(await this.rights.exists(roomId))) throw new AppError('ROOM_NOT_FOUND', 'There is no such room.');
  }

  /** The heads of those of the rooms the person may read; the others are missing. */
  readableHeads(userId: string, roomIds: string[]): Promise<Map<string, number>> {
    return roomIds.length === 0
      ? Promise.resolve(new Map<string, number>())
      : this.headsOfMany.add({ userId, roomIds });
  }
}
