import { Injectable } from '@nestjs/common';
import { LIMITS, type UserRef } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { EditTurns } from './edit-turns.js';
import { RecentMessagesRepository, type RecentTarget } from './recent-messages.repository.js';

/** Messages looked at by one statement. */
const WALKED = 1_000;
/** Messages deleted under one lock of the room: sends wait meanwhile. */
const DELETED_AT_ONCE = 50;

/** Deletes what somebody has written in a room lately, message by message: each is an entry of the log. */
@Injectable()
export class EraseRecent {
  constructor(
    private readonly messages: RecentMessagesRepository,
    private readonly turns: EditTurns,
    private readonly changes: ChangePublisher,
    private readonly clock: Clock,
  ) {}

  /**
   * The right to delete is looked at for each message, under the room's lock. Safe to repeat: what was cut off is gone on with.
   * @throws AppError `UNAVAILABLE`
   */
  async run(
    actor: UserRef,
    { roomId, authorId, reason }: { roomId: string; authorId: string; reason?: string | undefined },
  ): Promise<void> {
    const target = { roomId, authorId, actorId: actor.id };
    const since = new Date(this.clock.now() - LIMITS.recentMessagesMs);
    for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined;) {
      const slice = await this.messages.slice(target, since, { before, limit: WALKED });
      for (let start = 0; start < slice.messageIds.length; start += DELETED_AT_ONCE)
        await this.delete(actor, target, slice.messageIds.slice(start, start + DELETED_AT_ONCE), reason);
      before = slice.before;
    }
  }

  private async delete(
    by: UserRef,
    target: RecentTarget,
    messageIds: readonly string[],
    reason: string | undefined,
  ): Promise<void> {
    const { roomId } = target;
    const deleted = await this.turns.take(roomId, () => this.messages.delete(target, messageIds, reason));
    for (const each of deleted) void this.changes.publish({ ...each, roomId, what: 'deleted', by });
  }
}
