import { Injectable } from '@nestjs/common';
import type { FoundUser, UserRef } from '@chatket/contract';
import { type Throttle, Throttles } from '../auth/index.js';
import { PeopleRepository } from './people.repository.js';

/** So many people cannot be read off in a day, and nobody types that much. */
const SEARCHES = 60;
const WINDOW_MS = 60_000;

/** Finds people by name, so often that one can type, and not so often that all of them could be read off. */
@Injectable()
export class FindPeople {
  private readonly searches: Throttle;

  constructor(
    private readonly people: PeopleRepository,
    throttles: Throttles,
  ) {
    this.searches = throttles.create({
      name: 'user-searches',
      limit: SEARCHES,
      windowMs: WINDOW_MS,
    });
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async run(actor: UserRef, typed: string): Promise<FoundUser[]> {
    await this.searches.take(actor.id);
    return this.people.find(typed);
  }
}
