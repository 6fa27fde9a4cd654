import { Injectable } from '@nestjs/common';
import type { HiddenText, MessageHide, MessageShow, UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { EditTurns } from './edit-turns.js';
import type { ChangeTarget } from './edits.repository.js';
import { HiddenRepository, type HideOutcome } from './hidden.repository.js';

/**
 * Hides what somebody has said, and shows it again as it was. To all who read it is a deletion, so that no way to what is
 * deleted leads to what is hidden. Rights are looked at by the statement, under the room's lock.
 */
@Injectable()
export class HideMessages {
  constructor(
    private readonly hidden: HiddenRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly views: MessageView,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * Hiding twice is hiding once.
   * @throws AppError `FORBIDDEN`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`,
   *   `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  hide(actor: UserRef, { roomId, messageId, reason }: MessageHide): Promise<{ seq: number }> {
    const target = { roomId, messageId, actor };
    return this.change(target, 'hidden', () => this.hidden.hide(target, reason));
  }

  /** Showing what is not hidden is a success. @throws AppError as `hide` */
  show(actor: UserRef, { roomId, messageId }: MessageShow): Promise<{ seq: number }> {
    const target = { roomId, messageId, actor };
    return this.change(target, 'shown', () => this.hidden.show(target));
  }

  /** What it says, for moderators. @throws AppError `FORBIDDEN`, `NOT_A_MEMBER`, `MESSAGE_NOT_FOUND` */
  async look(actor: UserRef, messageId: string): Promise<HiddenText> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    await throughMessage(this.access.require(actor, message.roomId, 'moderate'), message.seq);
    const text = await this.hidden.text(messageId);
    if (text === undefined) throw messageNotFound();
    return { text };
  }

  private async change(
    target: ChangeTarget,
    what: 'hidden' | 'shown',
    run: () => Promise<HideOutcome>,
  ): Promise<{ seq: number }> {
    const { roomId, messageId, actor } = target;
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const outcome = await this.turns.take(roomId, run);
    if (!('seq' in outcome)) return this.refuse(outcome.kind, target);
    const { kind, seq, at } = outcome;
    if (kind === 'changed') void this.changes.publish({ roomId, messageId, seq, at, what, by: actor });
    return { seq };
  }

  private async refuse(
    kind: Exclude<HideOutcome, { seq: number }>['kind'],
    { roomId, messageId, actor }: ChangeTarget,
  ): Promise<never> {
    switch (kind) {
      case 'not_member':
        return this.access.explainRefusal(actor, roomId, 'read');
      case 'no_message':
        throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'forbidden': {
        const message = await this.views.find(messageId);
        const isOwn = message?.sender.id === actor.id;
        const authorRole = message ? await this.access.roleOf(message.sender.id, roomId) : null;
        return this.access.explainRefusal(actor, roomId, 'hide', { isOwn, authorRole });
      }
    }
  }
}
