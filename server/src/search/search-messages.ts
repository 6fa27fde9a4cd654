import { Injectable } from '@nestjs/common';
import {
  fold,
  isEmptySearch,
  parseSearch,
  type SearchPage,
  type SearchQuery,
  type SearchResult,
  type UserRef,
  valuesOf,
} from '@chatket/contract';
import { type Throttle, Throttles } from '../auth/index.js';
import { Clock, validationError } from '../common/index.js';
import { type Span, spanOf } from './days.js';
import { isMeant } from './is-meant.js';
import { lookMarked, markOf, usernamesIn } from './marked.js';
import {
  ANY_KEY,
  CODE_KEY,
  firstDocOf,
  gramsOfTerm,
  hashesIn,
  LINK_KEY,
  REPLY_KEY,
  roomKey,
  segmentOf,
  senderKey,
} from './grams.js';
import { SearchBudget } from './search-budget.js';
import { type Candidate, type Found, type Question, SearchRepository } from './search.repository.js';

/** Who types looks again with every word; nobody needs more. */
const SEARCHES = 120;
const WINDOW_MS = 60_000;
/** Whoever may read so few rooms is looked for in them only; of others what is found is filtered. */
const ROOMS_ASKED = 16;
/** Of one question to the index: pairs of a segment and what is asked of it. */
const SETS_MAX = 400;
/** Of one answer at first; where they are not what is meant, the next have ever more: each question sorts all anew. */
const CANDIDATES = 200;
const CANDIDATES_MAX = 1_600;
const FIRST_WIDTH = 1;
const GROWTH = 3;

export interface SearchRequest {
  text: string;
  limit: number;
  /** The last result of the page before. */
  cursor?: string | undefined;
  /** Whose days `before:`, `after:` and `on:` mean. */
  zone: string;
}

/** What is asked of every segment: one of these sets of grams, and of rooms one at least, where there are any. */
interface Asked {
  sets: string[][];
  rooms: string[];
}

/** Finds messages, in what the asker may read at the moment of asking. */
@Injectable()
export class SearchMessages {
  private readonly searches: Throttle;

  constructor(
    private readonly messages: SearchRepository,
    private readonly clock: Clock,
    throttles: Throttles,
  ) {
    this.searches = throttles.create({ name: 'searches', limit: SEARCHES, windowMs: WINDOW_MS });
  }

  /** @throws AppError `VALIDATION` for a filter that cannot be; `TOO_MANY_REQUESTS` */
  async run(actor: UserRef, { text, limit, cursor, zone }: SearchRequest): Promise<SearchPage> {
    const query = parseSearch(text);
    refuseProblems(query);
    await this.searches.take(actor.id);
    if (isEmptySearch(query)) return { results: [] };
    const span = spanOf(query, zone);
    const [asked, { numbers, isBuilding }, before] = await Promise.all([
      this.asked(actor, query),
      this.messages.segments(span.from, span.until),
      cursor === undefined ? undefined : this.messages.docOf(actor.id, cursor),
    ]);
    const building = isBuilding && { isBuilding: true as const };
    if (!asked || (cursor !== undefined && before === undefined)) return { results: [], ...building };
    const mark = markOf(query);
    const budget = new SearchBudget(this.clock);
    const looked = mark
      ? await lookMarked(this.messages, actor, {
          ...{ mark, query, span, before, limit, budget, roomsMax: ROOMS_ASKED },
        })
      : await this.look(actor, { query, span, asked, segments: numbers, before, limit, budget });
    const found = await this.messages.describe(
      actor.id,
      looked.found.slice(0, limit).map(({ id }) => id),
    );
    const last = looked.found[limit - 1];
    return {
      results: found.map(toResult),
      ...(looked.found.length > limit && last && { nextCursor: last.id }),
      ...(looked.isCut && { isPartial: true as const }),
      ...building,
    };
  }

  /** From the newest segment back, a few at first and ever more, until there is one result more than a page holds. */
  private async look(
    actor: UserRef,
    { query, span, asked, segments, before, limit, budget }: Look,
  ): Promise<{ found: Candidate[]; isCut: boolean }> {
    const found: Candidate[] = [];
    let left =
      before === undefined ? segments : segments.filter((segment) => segment <= segmentOf(before - 1n));
    for (let width = FIRST_WIDTH; left.length > 0; width *= GROWTH) {
      const some = left.slice(0, Math.max(1, Math.min(width, Math.floor(SETS_MAX / asked.sets.length))));
      const question = questionOf(asked, some);
      let end = before ?? firstDocOf((some[0] ?? 0) + 1);
      for (let many = CANDIDATES; ; many = Math.min(2 * many, CANDIDATES_MAX)) {
        const candidates = await this.messages.candidates(actor.id, {
          ...question,
          before: end,
          limit: many,
        });
        budget.spend(candidates.length);
        found.push(...candidates.filter((candidate) => isMeant(candidate, query, span)));
        if (found.length > limit) return { found, isCut: false };
        const last = candidates.at(-1);
        if (!last || candidates.length < many) break;
        if (budget.isSpent) return { found, isCut: true };
        end = last.doc;
      }
      left = left.slice(some.length);
      if (left.length > 0 && budget.isLate) return { found, isCut: true };
    }
    return { found, isCut: false };
  }

  /** One set for each author that may be meant; for each room where nothing else is asked. Undefined: nothing can be found. */
  private async asked(actor: UserRef, query: SearchQuery): Promise<Asked | undefined> {
    const [rooms, people] = await Promise.all([this.roomsOf(actor, query), this.peopleOf(actor, query)]);
    if (!rooms || people.length === 0) return undefined;
    const shared = [
      ...query.terms.flatMap(gramsOfTerm),
      ...(query.has.includes('link') ? [LINK_KEY] : []),
      ...(query.has.includes('code') ? [CODE_KEY] : []),
      ...(query.is.includes('reply') ? [REPLY_KEY] : []),
    ];
    const sets = people.map((person) => [...person, ...shared]);
    const isOpen = sets.some((set) => set.length === 0);
    if (rooms.length === 0) return { sets: isOpen ? [[ANY_KEY]] : sets, rooms };
    if (rooms.length > 1 && !isOpen) return { sets, rooms };
    return { sets: rooms.flatMap((room) => sets.map((set) => [room, ...set])), rooms: [] };
  }

  /** The keys of the rooms that are meant; none where they are too many to ask for. Undefined: there are no such rooms. */
  private async roomsOf(actor: UserRef, { in: names }: SearchQuery): Promise<string[] | undefined> {
    const ids =
      names.length > 0
        ? await this.messages.roomsNamed(actor.id, names.map(fold), names, ROOMS_ASKED)
        : await this.messages.roomsOf(actor.id, ROOMS_ASKED + 1);
    if (ids.length === 0) return undefined;
    return ids.length > ROOMS_ASKED ? [] : ids.map(roomKey);
  }

  private async peopleOf(actor: UserRef, { from }: SearchQuery): Promise<string[][]> {
    if (from.length === 0) return [[]];
    return (await this.messages.peopleNamed(usernamesIn(from, actor))).map((id) => [senderKey(id)]);
  }
}

interface Look {
  query: SearchQuery;
  span: Span;
  asked: Asked;
  segments: number[];
  before: bigint | undefined;
  limit: number;
  budget: SearchBudget;
}

function questionOf({ sets, rooms }: Asked, segments: readonly number[]): Pick<Question, 'sets' | 'some'> {
  return {
    sets: segments.flatMap((segment) => sets.map((grams) => hashesIn(segment, grams))),
    some: rooms.length === 0 ? [] : segments.flatMap((segment) => sets.map(() => hashesIn(segment, rooms))),
  };
}

function refuseProblems({ problems }: SearchQuery): void {
  if (problems.length === 0) return;
  throw validationError(problems.map((filter) => ({ field: 'q', message: refusalOf(filter) })));
}

function refusalOf(filter: string): string {
  const known = valuesOf(filter)?.join(', ');
  return `has a value of ${filter}: that cannot be${known ? `; it takes ${known}` : ''}`;
}

function toResult({ message, before, after }: Found): SearchResult {
  return {
    message,
    ...(before && !before.deleted && { before }),
    ...(after && !after.deleted && { after }),
  };
}
