import { Injectable } from '@nestjs/common';
import { LIMITS, type MessageReact, type Reaction, type UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle, validationError } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { readEmoji } from './emoji.js';
import { ReactionQueue } from './reaction-queue.js';
import { type ReactionOutcome, ReactionsRepository, type ReactionWish } from './reactions.repository.js';

const MAX_LISTED = 500;

/** Sets and takes back reactions. Membership is looked at by the statement, under the room's lock. */
@Injectable()
export class React {
  constructor(
    private readonly queue: ReactionQueue,
    private readonly reactions: ReactionsRepository,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly views: MessageView,
    private readonly changes: ChangePublisher,
  ) {
    queue.onStored = (wishes, outcomes) => {
      this.tell(wishes, outcomes);
    };
  }

  /**
   * Makes it so. @returns the seq of the change, if it was not so already
   * @throws AppError `VALIDATION`, `MUTED`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`, `MESSAGE_DELETED`,
   * `ROOM_ARCHIVED`, `LIMIT_REACHED`, `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async set(user: UserRef, { roomId, messageId, emoji, on }: MessageReact): Promise<{ seq?: number }> {
    const read = readEmoji(emoji);
    if (!read) throw validationError([{ field: 'emoji', message: 'must be one emoji' }]);
    this.lifecycle.requireServing();
    this.limiter.take(user.id);
    if (this.access.maySilence(user)) await this.access.require(user, roomId, 'react');
    const outcome = await this.queue.add({ roomId, messageId, user, ...read, isOn: on });
    switch (outcome.kind) {
      case 'changed':
        return { seq: outcome.seq };
      case 'unchanged':
        return {};
      case 'not_member':
      case 'archived':
        return this.access.explainRefusal(user, roomId, 'react');
      case 'no_message':
        throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'limit':
        throw new AppError(
          'LIMIT_REACHED',
          `A message has at most ${String(LIMITS.reactionKindsMax)} kinds of reactions.`,
        );
    }
  }

  /** The same for whoever knows only the message. @throws AppError as `set` */
  async setOn(user: UserRef, messageId: string, emoji: string, on: boolean): Promise<void> {
    const { roomId, seq } = await this.messageOf(messageId);
    // First of all, so that nothing else that is refused tells that there is such a message.
    await throughMessage(this.access.require(user, roomId, 'read'), seq);
    await this.set(user, { roomId, messageId, emoji, on });
  }

  /** Who reacted. @throws AppError `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER` */
  async list(actor: UserRef, messageId: string): Promise<Reaction[]> {
    const { roomId, seq } = await this.messageOf(messageId);
    await throughMessage(this.access.require(actor, roomId, 'read'), seq);
    return this.reactions.list(messageId, MAX_LISTED);
  }

  private async messageOf(messageId: string) {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    return message;
  }

  /** One change for each message, beside it each person's part. */
  private tell(wishes: readonly ReactionWish[], outcomes: readonly ReactionOutcome[]): void {
    const changes = new Map<string, { seq: number; at: string; wishes: ReactionWish[] }>();
    wishes.forEach((wish, index) => {
      const outcome = outcomes[index];
      if (outcome?.kind !== 'changed') return;
      const { seq, at } = outcome;
      const change = changes.get(wish.messageId) ?? { seq, at, wishes: [] };
      change.wishes.push(wish);
      changes.set(wish.messageId, change);
    });
    for (const change of changes.values()) this.tellOne(change);
  }

  private tellOne({ seq, at, wishes }: { seq: number; at: string; wishes: ReactionWish[] }): void {
    const [first] = wishes;
    if (!first) return;
    const { roomId, messageId, user } = first;
    const isOfOne = wishes.every((wish) => wish.user.id === user.id);
    const steps = wishes.map(({ kind, isOn, user: by }) => ({ messageId, emoji: kind, user: by, isOn }));
    const change = { roomId, messageId, seq, at, what: 'reacted' as const, steps };
    void this.changes.publish({ ...change, ...(isOfOne && { by: user }) });
  }
}
