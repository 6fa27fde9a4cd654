import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { AppError, isSeqText, validationError } from '../../common/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { HistoryRepository } from './history.repository.js';
import { type HistoryQuery, placeOf } from './page-place.js';

export interface MessagePage {
  /** A JSON array, oldest message first. */
  json: string;
  /** Id of the message from which the next page goes on, in the direction asked for; missing on the last page. */
  nextCursor?: string;
}

/** A page of a room's history. Pages are found by position, so what is written meanwhile does not shift them. */
@Injectable()
export class ListMessages {
  constructor(
    private readonly access: RoomAccess,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`, `VALIDATION` */
  async run(actor: UserRef, roomId: string, query: HistoryQuery): Promise<MessagePage> {
    requireIds(query);
    const { older, newer, ...place } = placeOf(query);
    const { isBehindAnchor } = place;
    // One more in the direction that is asked for, to know whether there are more.
    const wanted = isBehindAnchor ? { older, newer: newer + 1 } : { older: older + 1, newer };
    const page = await this.history.page({ roomId, readerId: actor.id, ...place, ...wanted });
    if (!page.mayRead) return this.access.explainRefusal(actor, roomId, 'read');
    if (!page.hasAnchor) throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
    const shown = [
      ...page.older.slice(Math.max(0, page.older.length - older)),
      ...page.newer.slice(0, newer),
    ];
    const isLonger = isBehindAnchor ? page.newer.length > newer : page.older.length > older;
    const end = isBehindAnchor ? shown.at(-1) : shown[0];
    const json = `[${shown.map((message) => message.json).join(',')}]`;
    return { json, ...(isLonger && end && { nextCursor: end.messageId }) };
  }
}

/** The cursors of such pages are messages. @throws AppError `VALIDATION` for a seq, which the log takes */
function requireIds({ before, after, around }: HistoryQuery): void {
  const fields = Object.entries({ before, after, around }).flatMap(([field, place]) =>
    place !== undefined && isSeqText(place) ? { field, message: 'must be a UUID' } : [],
  );
  if (fields.length > 0) throw validationError(fields);
}
