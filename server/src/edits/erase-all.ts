import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Rest } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { EditTurns } from './edit-turns.js';
import { type AuthorKey, OwnMessagesRepository } from './own-messages.repository.js';

/** Messages looked at by one statement. */
const WALKED = 500;
/** Messages deleted under one lock of a room: sends wait meanwhile. */
const DELETED_AT_ONCE = 50;

/**
 * Deletes all that an author has written, in every room, also in those that they have left: each message is an entry of the
 * log. Safe to repeat: what is deleted already is passed over.
 */
@Injectable()
export class EraseAll {
  constructor(
    private readonly messages: OwnMessagesRepository,
    private readonly turns: EditTurns,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * @param rest what is rested on between batches @param isOver asked before each batch
   * @returns whether it came to the end
   * @throws AppError `UNAVAILABLE`
   */
  async run(author: UserRef, { rest, isOver }: { rest: Rest; isOver: () => boolean }): Promise<boolean> {
    for (let after: AuthorKey | undefined = { clientMsgId: '', roomId: '' }; after;) {
      const page = await this.messages.page(author.id, after, WALKED);
      for (const [roomId, ids] of page.byRoom)
        for (let start = 0; start < ids.length; start += DELETED_AT_ONCE) {
          if (isOver()) return false;
          const take = rest.measure();
          await this.erase(author, roomId, ids.slice(start, start + DELETED_AT_ONCE));
          await take({ times: 1 });
        }
      after = page.next;
    }
    return true;
  }

  private async erase(by: UserRef, roomId: string, messageIds: readonly string[]): Promise<void> {
    const erased = await this.turns.take(roomId, () => this.messages.erase(roomId, by.id, messageIds));
    for (const each of erased) void this.changes.publish({ ...each, roomId, what: 'deleted', by });
  }
}
