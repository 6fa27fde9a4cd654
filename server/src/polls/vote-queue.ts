import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { CrowdQueue } from '../reactions/index.js';
import { PollsRepository, type VoteOutcome, type VoteWish } from './polls.repository.js';

/** Votes that wait to be stored. */
@Injectable()
export class VoteQueue extends CrowdQueue<VoteWish, VoteOutcome> {
  constructor(
    private readonly polls: PollsRepository,
    clock: Clock,
  ) {
    super(clock);
  }

  protected storeAll(wishes: readonly VoteWish[]): Promise<VoteOutcome[]> {
    return this.polls.vote(wishes);
  }
}
