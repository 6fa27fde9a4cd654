import { Injectable, Logger } from '@nestjs/common';
import type { HeldMessage, HeldOutcome, UserRef } from '@chatket/contract';
import { AppError, newId } from '../../common/index.js';
import { EventBus } from '../../events/index.js';
import { Fanout } from '../../realtime/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { waitsNoMore } from '../../users/index.js';
import { Addressing } from '../../mentions/index.js';
import { SendQueue } from '../send/send-queue.js';
import { HeldRepository, type NewHeld, type StoredHeld } from './held.repository.js';

/** Messages that wait for a moderator before they are in the room. */
@Injectable()
export class HeldMessages {
  private readonly logger = new Logger(HeldMessages.name);

  constructor(
    private readonly held: HeldRepository,
    private readonly queue: SendQueue,
    private readonly addressing: Addressing,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
    events: EventBus,
  ) {
    events.on(waitsNoMore, async ({ heldRooms }) => {
      for (const roomId of heldRooms) await this.tellModerators(roomId);
    });
  }

  /**
   * Lets a message wait; its rights were looked at. Twice is once.
   * @throws AppError `HELD` where it waits, `BLOCKED_BY_RULE` where a moderator has refused it, `LIMIT_REACHED`
   */
  async hold(message: Omit<NewHeld, 'id'>): Promise<never> {
    const outcome = await this.held.add({ id: newId(), ...message });
    if (outcome === 'added') await this.tellModerators(message.roomId);
    switch (outcome) {
      case 'refused':
        throw new AppError('BLOCKED_BY_RULE', 'A moderator did not let this message through.');
      case 'limit':
        throw new AppError('LIMIT_REACHED', 'Too many messages wait for the moderators of this room.');
      case 'no_room':
        throw new AppError('ROOM_NOT_FOUND', 'There is no such room.');
      default:
        throw new AppError('HELD', 'This message waits for a moderator.');
    }
  }

  /** The oldest first. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async list(actor: UserRef, roomId: string): Promise<HeldMessage[]> {
    await this.access.require(actor, roomId, 'moderate');
    return this.held.list(roomId);
  }

  /**
   * Sends it as its author does, under the same key, or refuses it. What was cut off is gone on with when it is asked again.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`; `NOT_FOUND`; `CONFLICT` where its author may not write
   * now, or what it answers is gone: it goes on waiting
   */
  async decide(actor: UserRef, roomId: string, id: string, outcome: HeldOutcome): Promise<void> {
    await this.access.require(actor, roomId, 'moderate');
    const held = await this.held.find(roomId, id);
    const decided = held ? await this.held.decide({ roomId, id, actorId: actor.id }, outcome) : 'none';
    if (!held || decided === 'none') throw new AppError('NOT_FOUND', 'There is no such message.');
    if (decided !== 'sent' && decided !== 'refused')
      return this.access.explainRefusal(actor, roomId, 'moderate');
    if (decided === 'sent') await this.send(held);
    else this.fanout.toUser(held.sender.id, 'held:refused', { roomId, clientMsgId: held.clientMsgId });
    await this.tellModerators(roomId);
  }

  /** Its author takes it back while it waits. Twice is once. @throws AppError what refuses `read` */
  async withdraw(actor: UserRef, roomId: string, clientMsgId: string): Promise<void> {
    await this.access.require(actor, roomId, 'read');
    if (await this.held.withdraw(roomId, actor.id, clientMsgId)) await this.tellModerators(roomId);
  }

  private async send({ id, roomId, sender, clientMsgId, text, ...place }: StoredHeld): Promise<void> {
    const spokenTo = await this.addressing.of({ actor: sender, roomId, text });
    const { kind } = await this.queue.add({
      messageId: newId(),
      roomId,
      senderId: sender.id,
      sender,
      clientMsgId,
      text,
      replyToId: place.replyToId ?? undefined,
      threadId: place.threadId ?? undefined,
      inRoom: place.inRoom,
      spokenTo,
    });
    if (kind !== 'stored' && kind !== 'duplicate')
      throw new AppError('CONFLICT', 'This message cannot be in the room now.');
    await this.held.forget(id);
  }

  /** What was committed stays so, also when nobody can be told just now: lists show it. */
  private async tellModerators(roomId: string): Promise<void> {
    try {
      const { moderatorIds, count } = await this.held.waiting(roomId);
      for (const id of moderatorIds) this.fanout.toUser(id, 'held:changed', { roomId, count });
    } catch (error) {
      this.logger.warn({ err: error, roomId }, 'moderators were not told of a message that waits');
    }
  }
}
