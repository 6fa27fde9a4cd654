import { Injectable } from '@nestjs/common';
import { LIMITS, type SaveBody, type SavedMessage, type UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { type SavedQuery, SavedRepository } from './saved.repository.js';

/** Messages that people keep for later. Everybody's own; what they show is what that person may read when they ask. */
@Injectable()
export class SavedMessages {
  constructor(
    private readonly saved: SavedRepository,
    private readonly views: MessageView,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
  ) {}

  /** The newest first. */
  list(actor: UserRef, query: SavedQuery): Promise<SavedMessage[]> {
    return this.saved.list(actor.id, query);
  }

  /** One of them as it is now; undefined when it is not saved. */
  find(userId: string, messageId: string): Promise<SavedMessage | undefined> {
    return this.saved.find(userId, messageId);
  }

  ids(actor: UserRef): Promise<string[]> {
    return this.saved.ids(actor.id);
  }

  /**
   * Saves a message, and changes what is noted of it; of one that is saved also when it is gone. Twice is once.
   * @throws AppError `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `MESSAGE_DELETED`, `LIMIT_REACHED`
   */
  async save(actor: UserRef, messageId: string, body: SaveBody): Promise<SavedMessage> {
    if (!(await this.saved.change(actor.id, messageId, body))) {
      await this.requireReadable(actor, messageId);
      if (!(await this.saved.add(actor.id, messageId)))
        throw new AppError('LIMIT_REACHED', `At most ${String(LIMITS.savedMax)} messages can be saved.`);
      await this.saved.change(actor.id, messageId, body);
    }
    this.tell(actor, messageId, true);
    const saved = await this.saved.find(actor.id, messageId);
    // Another device of theirs has let go of it meanwhile.
    if (!saved) throw messageNotFound();
    return saved;
  }

  /** Whatever became of the message. Twice is once. */
  async remove(actor: UserRef, messageId: string): Promise<void> {
    if (await this.saved.remove(actor.id, messageId)) this.tell(actor, messageId, false);
  }

  private async requireReadable(actor: UserRef, messageId: string): Promise<void> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    await throughMessage(this.access.require(actor, message.roomId, 'read'), message.seq);
    if (message.deleted) throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
  }

  private tell({ id }: UserRef, messageId: string, isSaved: boolean): void {
    this.fanout.toUser(id, 'saved:changed', { messageId, isSaved });
  }
}
