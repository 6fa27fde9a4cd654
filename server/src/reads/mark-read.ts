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
    this.tell(actor, state, read);
    const { roomId: _asked, ...answer } = state;
    return answer;
  }

  /** Several at once. Rooms that are not theirs to read are left out. */
  async many(actor: UserRef, reads: readonly RoomRead[]): Promise<{ rooms: RoomReadState[] }> {
    const rooms = await this.readStates.advance(actor.id, reads);
    const asked = new Map(reads.map((read) => [read.roomId, read]));
    for (const state of rooms) this.tell(actor, state, asked.get(state.roomId));
    return { rooms };
  }

  private tell(actor: UserRef, state: RoomReadState, read: RoomRead | undefined): void {
    const { roomId, lastReadSeq } = state;
    // Whoever does not take the log knows no threads.
    const others = read?.threads ? { userId: actor.id, modes: ['plain', 'batch'] as const } : actor.id;
    this.fanout.toUser(others, 'room:read', state);
    if (read?.threads)
      this.fanout.toUser({ userId: actor.id, modes: ['log'] }, 'room:read', { ...state, threads: true });
    this.events.announce(positionMoved, {
      roomId,
      userId: actor.id,
      lastReadSeq,
      ...(read?.threads && { threads: 'all' }),
    });
  }
}
