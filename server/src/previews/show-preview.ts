import { Injectable } from '@nestjs/common';
import type { PreviewShow, UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { messageNotFound, RoomAccess } from '../rooms/access/index.js';
import { PreviewsRepository } from './previews.repository.js';

/** Takes previews away, and brings them back. Rights are looked at by the statement, under the room's lock. */
@Injectable()
export class ShowPreview {
  constructor(
    private readonly previews: PreviewsRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly views: MessageView,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * Makes it so. @returns the seq of the change; none when it was so already
   * @throws AppError `FORBIDDEN`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`,
   * `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async run(actor: UserRef, wish: PreviewShow): Promise<{ seq?: number }> {
    const { roomId, messageId, on } = wish;
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const outcome = await this.turns.take(roomId, () => this.previews.show(actor, wish));
    switch (outcome.kind) {
      case 'changed': {
        const { seq, at } = outcome;
        const what = on ? 'previewed' : 'unpreviewed';
        void this.changes.publish({ roomId, messageId, seq, at, what, by: actor });
        return { seq };
      }
      case 'unchanged':
        return {};
      case 'not_member':
        return this.access.explainRefusal(actor, roomId, 'read');
      case 'forbidden':
        return this.forbid(actor, wish);
      case 'moderated':
        throw new AppError('FORBIDDEN', 'Moderators have taken it away.');
      case 'no_message':
        throw messageNotFound();
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'no_preview':
        throw new AppError('NOT_FOUND', 'There is no such preview.');
    }
  }

  /** Says what is needed for a message of somebody else. */
  private async forbid(actor: UserRef, { roomId, messageId }: PreviewShow): Promise<never> {
    const message = await this.views.find(messageId);
    const authorRole = message ? await this.access.roleOf(message.sender.id, roomId) : null;
    return this.access.explainRefusal(actor, roomId, 'showPreview', { isOwn: false, authorRole });
  }
}
