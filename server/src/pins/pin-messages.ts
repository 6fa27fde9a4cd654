import { Injectable } from '@nestjs/common';
import { LIMITS, type Message, type MessagePinning, type UserRef } from '@chatket/contract';
import { AppError, Lifecycle } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { PinsRepository } from './pins.repository.js';

/** Pins messages of a room for everybody in it. Rights are looked at by the statement, under the room's lock. */
@Injectable()
export class PinMessages {
  constructor(
    private readonly pins: PinsRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * Makes it so. @returns the seq of the change, if it was not so already
   * @throws AppError `FORBIDDEN`, `ROOM_ARCHIVED`, `LIMIT_REACHED`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`,
   * `ROOM_NOT_FOUND`, `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async set(actor: UserRef, { roomId, messageId, on }: MessagePinning): Promise<{ seq?: number }> {
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const outcome = await this.turns.take(roomId, () => this.pins.set({ roomId, messageId, actor }, on));
    switch (outcome.kind) {
      case 'changed': {
        const { seq, at } = outcome;
        void this.changes.publish({
          roomId,
          messageId,
          seq,
          at,
          what: on ? 'pinned' : 'unpinned',
          by: actor,
        });
        return { seq };
      }
      case 'unchanged':
        return {};
      case 'not_member':
        return this.access.explainRefusal(actor, roomId, 'read');
      case 'forbidden':
      case 'archived':
        return this.access.explainRefusal(actor, roomId, 'pin');
      case 'no_message':
        throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'limit':
        throw new AppError('LIMIT_REACHED', `A room has at most ${String(LIMITS.pinsMax)} pinned messages.`);
    }
  }

  /** What is pinned, the newest pin first. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async list(actor: UserRef, roomId: string): Promise<Message[]> {
    await this.access.require(actor, roomId, 'read');
    return this.pins.list(roomId, actor.id);
  }
}
