import { Injectable } from '@nestjs/common';
import type { ReadReceipt } from '@chatket/contract';
import type { Connection } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { visibleReads } from './visible-reads.js';
import { Watchers } from './watchers.js';

/** Lets a connection know who has read the room that is before it. */
@Injectable()
export class WatchReceipts {
  constructor(
    private readonly access: RoomAccess,
    private readonly receipts: ReceiptsRepository,
    private readonly watchers: Watchers,
  ) {}

  /**
   * @param roomId none: it hears no more
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`
   */
  async run(connection: Connection, roomId: string | undefined): Promise<{ reads: ReadReceipt[] }> {
    this.watchers.remove(connection);
    if (roomId === undefined) return { reads: [] };
    const { user } = connection;
    const { fromSeq } = await this.access.require(user, roomId, 'read');
    // First it hears, then it reads: what happens between the two comes twice, and is the same.
    this.watchers.add(roomId, { connection, fromSeq });
    const everybody = await this.receipts.all(roomId);
    const ids = everybody.map(({ user: reader }) => reader.id);
    const [showing, blocked] = await Promise.all([
      this.receipts.whoShow(roomId, [user.id]),
      this.receipts.blocks([user.id, ...ids]),
    ]);
    if (!showing.has(user.id)) return { reads: [] };
    return { reads: visibleReads(everybody, { userId: user.id, fromSeq }, blocked) };
  }
}
