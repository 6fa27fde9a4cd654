import { Injectable } from '@nestjs/common';
import type { ReadState, RoomRead, RoomReadState, UserRef } from '@chatket/contract';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ReadStateRepository } from './read-state.repository.js';
import { positionMoved } from './reads.events.js';

/** Notes up to where somebody has read rooms, and tells it to all devices of theirs. */
@Injectable()
export class MarkRead {
  constructor(
    private readonly readStates: ReadStateRepository,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND` */
  async run(actor: UserRef, read: RoomRead): Promise<ReadState> {
    const [state] = await this.readStates.advance(actor.id, [read]);
    if (!state) return this.access.explainRefusal(actor, read.roomId, 'read');
    this.tell(actor, state);
    const { roomId: _asked, ...answer } = state;
    return answer;
  }

  /** Several at once. Rooms that are not theirs to read are left out. */
  async many(actor: UserRef, reads: readonly RoomRead[]): Promise<{ rooms: RoomReadState[] }> {
    const rooms = await this.readStates.advance(actor.id, reads);
    for (const state of rooms) this.tell(actor, state);
    return { rooms };
  }

  private tell(actor: UserRef, state: RoomReadState): void {
    const { roomId, lastReadSeq } = state;
    this.fanout.toUser(actor.id, 'room:read', state);
    this.events.announce(positionMoved, { roomId, userId: actor.id, lastReadSeq });
  }
}
