import { Injectable } from '@nestjs/common';
import { LIMITS, type Message } from '@chatket/contract';
import { Coalescer } from '../common/index.js';
import { LogRepository, type SeqCursor } from './log.repository.js';
import { RecentMessages } from './recent-messages.js';
import type { RoomPlan } from './sync-plan.js';

/** One more than a page, to know whether there are more. */
const PAGE = LIMITS.syncMessagesPerRoomMax + 1;
const MAX_CURSORS = 50;

interface Wanted extends SeqCursor {
  headSeq: number;
}

/**
 * What is to be sent to those who come back: from memory where it reaches far enough, else from the database, which is
 * asked for many of them at once.
 */
@Injectable()
export class Backlogs {
  private readonly pages: Coalescer<Wanted, Message[]>;

  constructor(
    private readonly log: LogRepository,
    private readonly recent: RecentMessages,
  ) {
    this.pages = new Coalescer((wanted) => this.readPages(wanted), MAX_CURSORS);
  }

  /** By room, oldest first, one more than a page where there are more. */
  async read(plans: readonly RoomPlan[]): Promise<Map<string, Message[]>> {
    const byTime = plans.flatMap(({ roomId, read }) =>
      read.kind === 'since' ? { roomId, since: read.since } : [],
    );
    const [since, ...after] = await Promise.all([
      this.log.pagesSince(byTime, PAGE),
      ...plans.map(async (plan) => [plan.roomId, await this.after(plan)] as const),
    ]);
    return new Map([...after, ...since]);
  }

  private after({ roomId, read, headSeq }: RoomPlan): Message[] | Promise<Message[]> {
    if (read.kind !== 'after' || read.seq >= headSeq) return [];
    const wanted = { roomId, seq: read.seq, headSeq };
    return this.recall(wanted) ?? this.pages.add(wanted);
  }

  private recall(wanted: Wanted): Message[] | undefined {
    return this.recent.after(wanted, wanted.headSeq, PAGE);
  }

  /** Many ask for the same page: it is read once, and not at all when it was read while they waited. */
  private async readPages(wanted: readonly Wanted[]): Promise<Message[][]> {
    const keyOf = ({ roomId, seq }: SeqCursor) => `${roomId} ${String(seq)}`;
    const recalled = wanted.map((each) => this.recall(each));
    const unknown = wanted.filter((_, index) => recalled[index] === undefined);
    const cursors = [...new Map(unknown.map((each) => [keyOf(each), each])).values()];
    const pages = cursors.length === 0 ? [] : await this.log.pagesAfter(cursors, PAGE);
    const read = new Map(cursors.map((cursor, index) => [keyOf(cursor), pages[index] ?? []]));
    for (const cursor of cursors) this.recent.note(cursor.roomId, read.get(keyOf(cursor)) ?? []);
    return wanted.map((each, index) => recalled[index] ?? read.get(keyOf(each)) ?? []);
  }
}
