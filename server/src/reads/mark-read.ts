import { Injectable } from '@nestjs/common';
import type { ReadState, RoomRead, UserRef } from '@chatket/contract';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { roomRead } from './reads.events.js';
import { ReadStateRepository } from './read-state.repository.js';
import { RoomAccess } from '../rooms/access/index.js';

/** Notes up to where somebody has read a room, and tells it to all devices of theirs. */
@Injectable()
export class MarkRead {
  constructor(
    private readonly readStates: ReadStateRepository,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND` */
  async run(actor: UserRef, { roomId, seq }: RoomRead): Promise<ReadState> {
    const state = await this.readStates.advance(roomId, actor.id, seq);
    if (!state) return this.access.explainRefusal(actor, roomId, 'read');
    this.fanout.toUser(actor.id, 'room:read', { roomId, ...state });
    this.events.announce(roomRead, { userId: actor.id, roomId, lastReadSeq: state.lastReadSeq });
    return state;
  }
}
