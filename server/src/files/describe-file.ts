import { Injectable } from '@nestjs/common';
import type { FileDescribe, UserRef } from '@chatket/contract';
import { AppError, Lifecycle } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { DescribeRepository } from './describe.repository.js';
import { FileWords } from './file-words.js';

/** Says what files show. Rights are looked at by the statement, under the room's lock. */
@Injectable()
export class DescribeFile {
  constructor(
    private readonly files: DescribeRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly words: FileWords,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * Makes it so, for files of one's own messages. @returns the seq of the change, if it was not so already
   * @throws AppError `BLOCKED_BY_RULE`, `ROOM_ARCHIVED`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`,
   * `ROOM_NOT_FOUND`, what refuses `attach`, `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async describe(actor: UserRef, target: FileDescribe): Promise<{ seq?: number }> {
    const { roomId, messageId, alt } = target;
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    await this.access.require(actor, roomId, 'attach');
    await this.words.require(actor, roomId, alt);
    const outcome = await this.turns.take(roomId, () => this.files.describe(actor, target));
    switch (outcome.kind) {
      case 'changed': {
        const { seq, at } = outcome;
        void this.changes.publish({ roomId, messageId, seq, at, what: 'described', by: actor });
        return { seq };
      }
      case 'unchanged':
        return {};
      case 'not_member':
      case 'archived':
        return this.access.explainRefusal(actor, roomId, 'attach');
      case 'no_message':
        throw new AppError('MESSAGE_NOT_FOUND', 'There is no such file in a message of yours in this room.');
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
    }
  }
}
