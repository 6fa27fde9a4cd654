import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined, roomHidden, roomShown } from '../members/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomRepository } from './room.repository.js';

/** A new room shows up on all devices of whoever has joined it, and one that is hidden goes from them. */
@Injectable()
export class RoomAdded implements OnModuleInit {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  onModuleInit(): void {
    for (const event of [memberJoined, roomShown])
      this.events.on(event, ({ roomId, user }) => this.tell(roomId, user));
    this.events.on(roomHidden, ({ roomId, user }) => {
      this.fanout.toUser(user.id, 'room:removed', { roomId });
    });
  }

  private async tell(roomId: string, user: UserRef): Promise<void> {
    const room = await this.rooms.find(roomId, user.id).catch((error: unknown) => {
      if (error instanceof AppError && error.isRetryable) return 'unknown' as const;
      throw error;
    });
    if (room === 'unknown') this.fanout.toUser(user.id, 'room:added', { roomId });
    // Whoever has left meanwhile is not told of a room that is theirs no more.
    else if (room?.role !== undefined) this.fanout.toUser(user.id, 'room:added', { roomId, room });
  }
}
