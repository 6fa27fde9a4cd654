import { Injectable } from '@nestjs/common';
import type { Message, RoomCursor, RoomSyncResult } from '@chatket/contract';
import { PresenceService } from '../../presence/index.js';
import type { Connection } from '../../realtime/index.js';
import {
  Announcer,
  Backlogs,
  type CatchUp,
  LiveDelivery,
  planSync,
  type RoomPlan,
  settle,
} from '../../log/index.js';
import { LastSeen } from '../../members/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { SendQueue } from '../send/send-queue.js';

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
    private readonly queue: SendQueue,
    private readonly announcer: Announcer,
    private readonly presence: PresenceService,
    private readonly lastSeen: LastSeen,
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
    try {
      const ids = cursors.map(({ roomId }) => roomId);
      const heads = await this.access.readableHeads(connection.user.id, ids);
      for (const [roomId, catchUp] of pending) catchUp.isRevoked ||= !heads.has(roomId);
      const plans = cursors.flatMap((cursor) => planSync(cursor, heads.get(cursor.roomId)) ?? []);
      const pages = await this.backlogs.read(plans);
      const results: RoomSyncResult[] = [];
      for (const plan of plans) {
        const catchUp = pending.get(plan.roomId);
        if (!catchUp) continue;
        pending.delete(plan.roomId);
        results.push(await this.settleRoom(catchUp, plan, pages.get(plan.roomId) ?? []));
      }
      this.lastSeen.touch(connection.user.id, heads.keys());
      return results;
    } finally {
      for (const catchUp of pending.values()) await this.delivery.abandon(catchUp);
    }
  }

  private async settleRoom(catchUp: CatchUp, plan: RoomPlan, page: Message[]): Promise<RoomSyncResult> {
    const { messages, result } = settle(plan, page);
    // The page may hold what is about to be announced: it has to find this connection still catching up.
    await this.queue.announced(plan.roomId);
    this.announcer.begin(plan.roomId, plan.headSeq);
    if (!catchUp.isRevoked) {
      await catchUp.connection.enter(plan.roomId);
      this.presence.enter(catchUp.connection, plan.roomId);
    }
    await this.delivery.finish(catchUp, messages, result.lastSeq);
    return result;
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
