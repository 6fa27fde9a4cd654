import { Injectable } from '@nestjs/common';
import type { LineChange, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import type { MessageJson } from '../message/index.js';
import { HistoryRepository, type LogHistoryPage } from './history.repository.js';
import { type HistoryQuery, placeOf } from './page-place.js';

/** A page of the log as people see it: messages, and between them what became of members and of the room. */
export interface EntryPage {
  /** Oldest first. */
  messages: MessageJson[];
  lines: LineChange[];
  /** The seq from which the next page goes on, in the direction asked for; missing on the last page. */
  nextCursor?: string;
}

type Shown = { seq: number; message: MessageJson } | { seq: number; line: LineChange };

/** A part of the log on one side of a place. */
interface Side {
  shown: Shown[];
  /** Where the next page goes on; missing where there is nothing more. */
  end?: number;
}

/** A page of a room's log for people to read. */
@Injectable()
export class ListEntries {
  constructor(
    private readonly access: RoomAccess,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws AppError as `ListMessages` */
  async run(actor: UserRef, roomId: string, query: HistoryQuery): Promise<EntryPage> {
    const { older, newer, ...place } = placeOf(query);
    // One more on each side that is asked for, to know whether there are more.
    const wanted = { older: older > 0 ? older + 1 : 0, newer: newer > 0 ? newer + 1 : 0 };
    const page = await this.history.logPage({ roomId, readerId: actor.id, ...place, ...wanted });
    if (!page.mayRead) return this.access.explainRefusal(actor, roomId, 'read');
    if (!page.hasAnchor) throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
    const before = olderSide(page, older);
    const behind = newerSide(page, newer);
    const shown = [...before.shown, ...behind.shown];
    const { end } = place.isBehindAnchor ? behind : before;
    return {
      messages: shown.flatMap((each) => ('message' in each ? each.message : [])),
      lines: shown.flatMap((each) => ('line' in each ? each.line : [])),
      ...(end !== undefined && { nextCursor: String(end) }),
    };
  }
}

function olderSide({ older, olderLines: { lines, walkedTo } }: LogHistoryPage, limit: number): Side {
  if (limit === 0) return { shown: [] };
  const all = inOrder(older, lines);
  const known = walkedTo === null ? all : all.filter(({ seq }) => seq >= walkedTo);
  const shown = known.slice(-limit);
  if (known.length > limit) return { shown, end: shown[0]?.seq };
  return walkedTo === null ? { shown } : { shown, end: walkedTo };
}

function newerSide({ newer, newerLines: { lines, walkedTo } }: LogHistoryPage, limit: number): Side {
  if (limit === 0) return { shown: [] };
  const all = inOrder(newer, lines);
  const known = walkedTo === null ? all : all.filter(({ seq }) => seq <= walkedTo);
  const shown = known.slice(0, limit);
  if (known.length > limit) return { shown, end: shown.at(-1)?.seq };
  return walkedTo === null ? { shown } : { shown, end: walkedTo };
}

function inOrder(messages: readonly MessageJson[], lines: readonly LineChange[]): Shown[] {
  return [
    ...messages.map((message) => ({ seq: message.seq, message })),
    ...lines.map((line) => ({ seq: line.seq, line })),
  ].sort((one, other) => one.seq - other.seq);
}

/** The page as one JSON array, in the order of the log. */
export function entriesJson({ messages, lines }: EntryPage): string {
  const entries = inOrder(messages, lines);
  return `[${entries.map((entry) => ('message' in entry ? entry.message.json : JSON.stringify(entry.line))).join(',')}]`;
}
