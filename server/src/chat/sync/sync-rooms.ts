import { Injectable } from '@nestjs/common';
import { LIMITS, type MyReactions, type RoomCursor, type RoomSyncResult } from '@chatket/contract';
import { PresenceService } from '../../presence/index.js';
import type { Connection } from '../../realtime/index.js';
import {
  Backlogs,
  type CatchUp,
  Epoch,
  GaplessPublisher,
  LiveDelivery,
  type LogPage,
  planSync,
  resultOf,
  type RoomPlan,
} from '../../log/index.js';
import { LastSeen } from '../../members/index.js';
import { type ReadableRange, RoomAccess } from '../../rooms/access/index.js';
import { MyReactionsService } from './my-reactions.js';

/**
 * Lets a connection follow rooms and sends what it missed: follow first, read second, flush what came meanwhile third.
 * However many rooms, and however many connections at once, it takes a few statements.
 */
@Injectable()
export class SyncRooms {
  private readonly turns = new Map<Connection, Promise<unknown>>();

  constructor(
    private readonly access: RoomAccess,
    private readonly backlogs: Backlogs,
    private readonly delivery: LiveDelivery,
    private readonly publisher: GaplessPublisher,
    private readonly epoch: Epoch,
    private readonly presence: PresenceService,
    private readonly lastSeen: LastSeen,
    private readonly myReactions: MyReactionsService,
  ) {}

  /** One result for each room the person is a member of; other rooms are left out. */
  run(connection: Connection, cursors: RoomCursor[]): Promise<RoomSyncResult[]> {
    const unique = [...new Map(cursors.map((cursor) => [cursor.roomId, cursor])).values()];
    return this.inTurn(connection, () => this.sync(connection, unique));
  }

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND` */
  async join(connection: Connection, cursor: RoomCursor): Promise<void> {
    await this.access.require(connection.user, cursor.roomId, 'follow');
    await this.run(connection, [cursor]);
  }

  async leave(connection: Connection, roomId: string): Promise<void> {
    await this.inTurn(connection, () => connection.leave(roomId));
    this.presence.leave(connection, roomId);
  }

  private async sync(connection: Connection, cursors: RoomCursor[]): Promise<RoomSyncResult[]> {
    const pending = new Map(cursors.map(({ roomId }) => [roomId, this.delivery.begin(connection, roomId)]));
    const entered: string[] = [];
    try {
      const ids = cursors.map(({ roomId }) => roomId);
      const ranges = await this.readRanges(connection, ids);
      for (const [roomId, catchUp] of pending) catchUp.isRevoked ||= !ranges.has(roomId);
      const context = this.contextOf(connection);
      const plans = cursors.flatMap((cursor) => planSync(cursor, ranges.get(cursor.roomId), context) ?? []);
      const pages = await this.backlogs.read(plans);
      const mine = await this.readMine(connection, pages);
      const results: RoomSyncResult[] = [];
      for (const plan of plans) {
        const catchUp = pending.get(plan.roomId);
        if (!catchUp) continue;
        pending.delete(plan.roomId);
        const page = pages.get(plan.roomId);
        if (!page) continue;
        const result = await this.settleRoom(catchUp, plan, page);
        results.push({ ...result, ...mine.get(plan.roomId) });
        if (!catchUp.isRevoked) entered.push(plan.roomId);
      }
      this.lastSeen.touch(connection.user.id, ranges.keys());
      return results;
    } finally {
      if (entered.length > 0) this.presence.enter(connection, entered);
      for (const catchUp of pending.values()) await this.delivery.abandon(catchUp);
    }
  }

  /** What is committed while the heads are read waits for them, so that nothing is announced twice or not at all. */
  private async readRanges({ user }: Connection, ids: string[]): Promise<Map<string, ReadableRange>> {
    for (const roomId of ids) this.publisher.open(roomId);
    let ranges = new Map<string, ReadableRange>();
    try {
      ranges = await this.access.readableRanges(user.id, ids);
      return ranges;
    } finally {
      for (const roomId of ids) {
        const range = ranges.get(roomId);
        if (!range) this.publisher.abandon(roomId);
        else this.publisher.begin(roomId, range.headSeq);
      }
    }
  }

  /** By room, as it stands in the room's result; after the pages, so that it is not older than they are. */
  private async readMine(
    { mode, user }: Connection,
    pages: ReadonlyMap<string, LogPage>,
  ): Promise<Map<string, { mine: MyReactions[] }>> {
    if (mode !== 'log') return new Map();
    const read = await Promise.all(
      [...pages].map(async ([roomId, { entries }]) => {
        const mine = await this.myReactions.of(user.id, entries);
        return mine.length > 0 ? [[roomId, { mine }] as const] : [];
      }),
    );
    return new Map(read.flat());
  }

  private async settleRoom(catchUp: CatchUp, plan: RoomPlan, page: LogPage): Promise<RoomSyncResult> {
    const result = resultOf(plan, page, this.epoch.current);
    // The page may hold what is about to be announced: it has to find this connection still catching up.
    await this.publisher.reach(plan.roomId, page.lastSeq);
    // Who followed and asks for nothing that was before has missed what came since, whether the head counts it or not.
    const isGoingOn = catchUp.followedFrom !== undefined && plan.read.kind === 'nothing';
    const lastSeq = isGoingOn ? 0 : result.lastSeq;
    await this.delivery.finish(catchUp, page, { lastSeq, fromSeq: plan.fromSeq });
    return result;
  }

  private contextOf({ mode }: Connection) {
    const distanceMax = mode === 'log' ? LIMITS.syncDistanceMax : Infinity;
    return { epoch: this.epoch.current, distanceMax };
  }

  /** Syncs of one connection run one after the other, so that none delivers what another has just sent. */
  private async inTurn<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(connection) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.turns.set(connection, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(connection) === turn) this.turns.delete(connection);
    }
  }
}
