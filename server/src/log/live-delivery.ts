import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { Pace } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { type Connection, Fanout, Frame } from '../realtime/index.js';
import { memberLeft } from '../members/index.js';
import { messagesCreated } from './log.events.js';

/** Long enough for what is said in a busy room to gather, and nobody notices it. */
const PACE_MS = 10;
const MAX_BACKLOGS = 500;
/** In units of UTF-16, of all of them together. */
const MAX_BACKLOG_LENGTH = 4 * 1024 * 1024;

/** A connection that reads a room's backlog; meanwhile what is said live waits here for it. */
export interface CatchUp {
  readonly connection: Connection;
  readonly roomId: string;
  readonly wasFollowing: boolean;
  readonly live: Message[];
  /** The person is not, or no longer, a member: nothing of the room may reach the connection. */
  isRevoked: boolean;
}

/**
 * Brings committed messages to connections. A connection that catches up hears nothing live until its backlog has
 * been sent, then what has come meanwhile, then the live log: so each connection hears a room in seq order, and
 * nothing is missed between reading and following. A busy room is heard a hundred times a second, however much is said:
 * to write to its people once for many messages is what makes it cheap.
 */
@Injectable()
export class LiveDelivery implements OnModuleInit, OnModuleDestroy {
  private readonly backlogs = new LRUCache<string, Frame>({
    max: MAX_BACKLOGS,
    maxSize: MAX_BACKLOG_LENGTH,
    sizeCalculation: ({ length }) => length,
  });
  private readonly catchUps = new Map<string, Set<CatchUp>>();
  private readonly pace = new Pace<Message>(PACE_MS, (roomId, messages) => {
    this.deliver(roomId, messages);
  });

  constructor(
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(messagesCreated, ({ roomId, messages }) => {
      this.pace.add(roomId, messages);
    });
    this.events.on(memberLeft, ({ roomId, user }) => {
      this.revoke(roomId, user.id);
    });
  }

  onModuleDestroy(): void {
    this.pace.stop();
  }

  /** From now on the room's live messages wait for this connection. Ends with `finish` or `abandon`. */
  begin(connection: Connection, roomId: string): CatchUp {
    // What waits is for those who follow now, and this connection may be one of them.
    this.pace.flush(roomId);
    const catchUp = {
      connection,
      roomId,
      wasFollowing: connection.isFollowing(roomId),
      live: [],
      isRevoked: false,
    };
    const ofRoom = this.catchUps.get(roomId) ?? new Set();
    this.catchUps.set(roomId, ofRoom.add(catchUp));
    void connection.unfollow(roomId);
    return catchUp;
  }

  /** Sends the backlog, then what came meanwhile behind `lastSeq`, and lets the connection follow the live log. */
  async finish(catchUp: CatchUp, backlog: Message[], lastSeq: number): Promise<void> {
    this.end(catchUp);
    if (catchUp.isRevoked) return;
    const { connection, roomId } = catchUp;
    this.sendBacklog(connection, roomId, backlog);
    send(
      connection,
      roomId,
      catchUp.live.filter(({ seq }) => seq > lastSeq),
    );
    await connection.follow(roomId);
  }

  /** Nothing was read: whoever followed before goes on following. */
  async abandon(catchUp: CatchUp): Promise<void> {
    this.end(catchUp);
    if (!catchUp.wasFollowing || catchUp.isRevoked) return;
    send(catchUp.connection, catchUp.roomId, catchUp.live);
    await catchUp.connection.follow(catchUp.roomId);
  }

  private deliver(roomId: string, messages: Message[]): void {
    this.fanout.toFollowers(roomId, 'batch', 'message:batch', { roomId, messages });
    if (this.fanout.hasListeners(roomId, 'plain')) {
      for (const message of messages) this.fanout.toFollowers(roomId, 'plain', 'message:new', message);
    }
    for (const { live } of this.catchUps.get(roomId) ?? []) live.push(...messages);
  }

  /** Those who come back from the same outage miss the same: it is encoded once. */
  private sendBacklog(connection: Connection, roomId: string, messages: Message[]): void {
    const [oldest, newest] = [messages[0], messages.at(-1)];
    if (connection.capability !== 'batch' || !oldest || !newest) {
      send(connection, roomId, messages);
      return;
    }
    const key = `${roomId} ${String(oldest.seq)}-${String(newest.seq)}`;
    const frame = this.backlogs.get(key) ?? Frame.of('message:batch', { roomId, messages });
    this.backlogs.set(key, frame);
    connection.send(frame);
  }

  private revoke(roomId: string, userId: string): void {
    for (const catchUp of this.catchUps.get(roomId) ?? []) {
      if (catchUp.connection.user.id === userId) catchUp.isRevoked = true;
    }
  }

  private end(catchUp: CatchUp): void {
    // As long as it is catching up: what waits may be in its backlog as well.
    this.pace.flush(catchUp.roomId);
    const ofRoom = this.catchUps.get(catchUp.roomId);
    ofRoom?.delete(catchUp);
    if (ofRoom?.size === 0) this.catchUps.delete(catchUp.roomId);
  }
}

function send(connection: Connection, roomId: string, messages: Message[]): void {
  if (messages.length === 0) return;
  if (connection.capability === 'batch') connection.emit('message:batch', { roomId, messages });
  else for (const message of messages) connection.emit('message:new', message);
}
