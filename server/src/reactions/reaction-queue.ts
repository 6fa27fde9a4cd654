import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { CrowdQueue } from './crowd-queue.js';
import { type ReactionOutcome, ReactionsRepository, type ReactionWish } from './reactions.repository.js';

/** Reactions that wait to be stored. */
@Injectable()
export class ReactionQueue extends CrowdQueue<ReactionWish, ReactionOutcome> {
  constructor(
    private readonly reactions: ReactionsRepository,
    clock: Clock,
  ) {
    super(clock);
  }

  protected storeAll(wishes: readonly ReactionWish[]): Promise<ReactionOutcome[]> {
    return this.reactions.set(wishes);
  }
}
