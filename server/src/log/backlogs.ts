import { Injectable } from '@nestjs/common';
import { LIMITS } from '@chatket/contract';
import { Coalescer } from '../common/index.js';
import { type LogPage, toldFrom } from './log-page.js';
import { pageFrom } from './part-of-log.js';
import { LogRepository, type SeqCursor } from './log.repository.js';
import { RecentEntries } from './recent-entries.js';
import type { RoomPlan } from './sync-plan.js';

const PAGE = LIMITS.syncMessagesPerRoomMax;
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
  private readonly pages: Coalescer<Wanted, LogPage>;

  constructor(
    private readonly log: LogRepository,
    private readonly recent: RecentEntries,
  ) {
    this.pages = new Coalescer((wanted) => this.readPages(wanted), MAX_CURSORS);
  }

  /** By room: a page of what it asks for. */
  async read(plans: readonly RoomPlan[]): Promise<Map<string, LogPage>> {
    const byTime = plans.filter(({ read }) => read.kind === 'since');
    const [since, ...after] = await Promise.all([
      this.since(byTime),
      ...plans.map(async (plan) => [plan.roomId, await this.after(plan)] as const),
    ]);
    const pages = new Map([...after, ...since]);
    for (const { roomId, fromSeq } of plans) {
      const page = pages.get(roomId);
      if (page) pages.set(roomId, pageFrom(fromSeq, page));
    }
    return pages;
  }

  private after({ roomId, read, headSeq }: RoomPlan): LogPage | Promise<LogPage> {
    if (read.kind !== 'after' || read.seq >= headSeq)
      return { entries: [], lastSeq: headSeq, hasMore: false };
    const wanted = { roomId, seq: read.seq, headSeq };
    return this.recall(wanted) ?? this.pages.add(wanted);
  }

  /** The newest messages that are not older than a time. */
  private async since(plans: readonly RoomPlan[]): Promise<Map<string, LogPage>> {
    const cursors = plans.flatMap(({ roomId, fromSeq, read }) =>
      read.kind === 'since' ? { roomId, fromSeq, since: read.since } : [],
    );
    const messages = await this.log.messagesSince(cursors, PAGE + 1);
    const pages = new Map(
      plans.map(({ roomId, headSeq }): [string, LogPage] => {
        const newest = messages.get(roomId) ?? [];
        const lastSeq = Math.max(headSeq, newest.at(-1)?.seq ?? 0);
        return [roomId, { entries: newest.slice(-PAGE), lastSeq, hasMore: newest.length > PAGE }];
      }),
    );
    await this.addLines(plans, pages);
    return pages;
  }

  /** Whoever begins anew is told, among the messages, what people see as lines. */
  private async addLines(plans: readonly RoomPlan[], pages: Map<string, LogPage>): Promise<void> {
    const ranges = plans.flatMap(({ roomId, fromSeq, isReset }) => {
      const page = pages.get(roomId);
      if (!isReset || !page) return [];
      const first = page.hasMore ? page.entries[0]?.seq : undefined;
      return { roomId, seq: first ?? fromSeq, lastSeq: page.lastSeq };
    });
    if (ranges.length === 0) return;
    for (const [roomId, lines] of await this.log.linesBetween(ranges, PAGE)) {
      const page = pages.get(roomId);
      if (!page || lines.length === 0) continue;
      const entries = [...page.entries, ...lines].sort((one, other) => one.seq - other.seq);
      pages.set(roomId, { ...page, entries });
    }
  }

  private recall(wanted: Wanted): LogPage | undefined {
    return this.recent.after(wanted, wanted.headSeq, PAGE);
  }

  /** Many ask for the same page: it is read once, and not at all when it was read while they waited. */
  private async readPages(wanted: readonly Wanted[]): Promise<LogPage[]> {
    const keyOf = ({ roomId, seq }: SeqCursor) => `${roomId} ${String(seq)}`;
    const recalled = wanted.map((each) => this.recall(each));
    const unknown = wanted.filter((_, index) => recalled[index] === undefined);
    const cursors = [...new Map(unknown.map((each) => [keyOf(each), each])).values()];
    const { generation } = this.recent;
    const pages = cursors.length === 0 ? [] : await this.log.pagesAfter(cursors, PAGE);
    const told = new Map<string, LogPage>();
    cursors.forEach(({ roomId, seq, headSeq }, index) => {
      const page = pages[index] ?? { entries: [], lastSeq: headSeq, hasMore: false };
      this.recent.note({ roomId, firstSeq: seq + 1, ...page }, generation);
      // As whoever asks later will be told: the same list is encoded once.
      told.set(keyOf({ roomId, seq }), this.recall({ roomId, seq, headSeq }) ?? toldFrom(seq, page));
    });
    return wanted.map(
      (each, index) =>
        recalled[index] ?? told.get(keyOf(each)) ?? { entries: [], lastSeq: each.headSeq, hasMore: false },
    );
  }
}
