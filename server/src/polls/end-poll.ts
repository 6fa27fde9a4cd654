import { Injectable } from '@nestjs/common';
import type { PollEnd, UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { messageNotFound, RoomAccess } from '../rooms/access/index.js';
import { PollsRepository } from './polls.repository.js';

/** Ends polls. Rights are looked at by the statement, under the room's lock. */
@Injectable()
export class EndPoll {
  constructor(
    private readonly polls: PollsRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly views: MessageView,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * @returns the seq of the change; none when it had ended already
   * @throws AppError `FORBIDDEN`, `ROOM_ARCHIVED`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`,
   * `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async run(actor: UserRef, { roomId, messageId }: PollEnd): Promise<{ seq?: number }> {
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const outcome = await this.turns.take(roomId, () => this.polls.end({ roomId, messageId }, actor));
    switch (outcome.kind) {
      case 'changed': {
        const { seq, at } = outcome;
        void this.changes.publish({ roomId, messageId, seq, at, what: 'ended', by: actor });
        return { seq };
      }
      case 'unchanged':
        return {};
      case 'not_member':
        return this.access.explainRefusal(actor, roomId, 'read');
      case 'archived':
        return this.access.explainRefusal(actor, roomId, 'endPoll', { isOwn: true });
      case 'forbidden':
        return this.forbid({ roomId, messageId }, actor);
      case 'no_message':
        throw messageNotFound();
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
    }
  }

  /** Which right is missing depends on whose poll it is. */
  private async forbid({ roomId, messageId }: PollEnd, actor: UserRef): Promise<never> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    const isOwn = message.sender.id === actor.id;
    const authorRole = isOwn ? undefined : await this.access.roleOf(message.sender.id, roomId);
    return this.access.explainRefusal(actor, roomId, 'endPoll', { isOwn, authorRole });
  }
}
