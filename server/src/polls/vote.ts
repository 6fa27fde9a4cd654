import { Injectable } from '@nestjs/common';
import type { PollVote, UserRef } from '@chatket/contract';
import { AppError, Lifecycle, validationError } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { Fanout } from '../realtime/index.js';
import { messageNotFound, RoomAccess } from '../rooms/access/index.js';
import type { VoteOutcome, VoteWish } from './polls.repository.js';
import { VoteQueue } from './vote-queue.js';

type Changed = Extract<VoteOutcome, { kind: 'changed' }>;

/** Sets and takes back votes. Membership is looked at by the statement, under the room's lock. */
@Injectable()
export class Vote {
  constructor(
    private readonly queue: VoteQueue,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly changes: ChangePublisher,
    private readonly fanout: Fanout,
  ) {
    queue.onStored = (wishes, outcomes) => {
      this.tell(wishes, outcomes);
    };
  }

  /**
   * Makes it so. @returns the seq of the change, if it was not so already
   * @throws AppError `VALIDATION`, `POLL_ENDED`, `MUTED`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`,
   * `MESSAGE_DELETED`, `ROOM_ARCHIVED`, `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async set(user: UserRef, { roomId, messageId, option, on }: PollVote): Promise<{ seq?: number }> {
    this.lifecycle.requireServing();
    this.limiter.take(user.id);
    if (this.access.maySilence(user)) await this.access.require(user, roomId, 'vote');
    const outcome = await this.queue.add({ roomId, messageId, user, option, isOn: on });
    switch (outcome.kind) {
      case 'changed':
        return { seq: outcome.seq };
      case 'unchanged':
        return {};
      case 'not_member':
      case 'archived':
        return this.access.explainRefusal(user, roomId, 'vote');
      case 'no_message':
        throw messageNotFound();
      case 'no_option':
        throw validationError([{ field: 'option', message: 'must be one of the poll' }]);
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'ended':
        throw new AppError('POLL_ENDED', 'The poll has ended.');
    }
  }

  /** To each voter what is theirs, before what all are told of it; one change for each poll. */
  private tell(wishes: readonly VoteWish[], outcomes: readonly VoteOutcome[]): void {
    const changes = new Map<string, { change: Changed; wishes: VoteWish[] }>();
    wishes.forEach((wish, index) => {
      const outcome = outcomes[index];
      if (outcome?.kind !== 'changed') return;
      this.tellVoter(wish, outcome);
      const known = changes.get(wish.messageId);
      if (known) known.wishes.push(wish);
      else changes.set(wish.messageId, { change: outcome, wishes: [wish] });
    });
    for (const { change, wishes: votes } of changes.values()) this.tellAll(change, votes);
  }

  private tellVoter({ roomId, messageId, user }: VoteWish, { seq, options }: Changed): void {
    const told = { roomId, messageId, seq, options };
    this.fanout.toUser({ userId: user.id, modes: ['log'] }, 'poll:voted', told);
  }

  /** Who has voted is told of a single person where it may be told at all. */
  private tellAll({ seq, at, isAnonymous }: Changed, votes: readonly VoteWish[]): void {
    const [first] = votes;
    if (!first) return;
    const { roomId, messageId, user: by } = first;
    const isOfOne = !isAnonymous && votes.every(({ user }) => user.id === by.id);
    const change = { roomId, messageId, seq, at, what: 'voted' as const };
    void this.changes.publish({ ...change, ...(isOfOne && { by }) });
  }
}
