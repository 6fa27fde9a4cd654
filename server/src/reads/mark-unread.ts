import { Injectable } from '@nestjs/common';
import type { ReadState, RoomUnread, UserRef } from '@chatket/contract';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ReadStateRepository } from './read-state.repository.js';

/**
 * Goes back: from a message on, a room is unread again for somebody, on all their devices. Nobody else hears of it:
 * what somebody has read they have read.
 */
@Injectable()
export class MarkUnread {
  constructor(
    private readonly readStates: ReadStateRepository,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND` */
  async run(actor: UserRef, { roomId, ...back }: RoomUnread): Promise<ReadState> {
    const state = await this.readStates.goBack(roomId, actor.id, back);
    if (!state) return this.access.explainRefusal(actor, roomId, 'read');
    this.fanout.toUser(actor.id, 'room:read', state);
    const { roomId: _asked, ...answer } = state;
    return answer;
  }
}
