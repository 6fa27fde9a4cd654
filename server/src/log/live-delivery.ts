import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { LogEntry } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { Pace } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { Departures, memberLeaving, memberLeft } from '../members/index.js';
import { type Connection, Fanout } from '../realtime/index.js';
import { ChangeSteps } from './change-steps.js';
import { BacklogFrames, LiveFrames } from './entry-frames.js';
import { leaversIn } from './leavers.js';
import { entriesCommitted } from './log.events.js';
import type { LogPage } from './log-page.js';

/** A screen draws no more often, so nobody sees what is said in a busy room any later. */
const PACE_MS = 16;
/** Where several processes share what a crowd says. */
const MAX_PACE_MS = 30;
/** So many entries in one tick are said by a crowd: more than a thousand a second. */
const CROWD = 16;

/** A connection that reads a room's backlog; meanwhile what is said live waits here for it. */
export interface CatchUp {
  readonly connection: Connection;
  readonly roomId: string;
  /** From where it followed the log until now; undefined when it did not. */
  readonly followedFrom: number | undefined;
  readonly live: LogEntry[];
  /** The person is not a member, or is just being put out: nothing of the room may reach the connection. */
  isRevoked: boolean;
}

/**
 * Brings committed entries to connections. A connection that catches up hears nothing live until its backlog has
 * been sent, then what has come meanwhile, then the live log: so each connection hears a room in seq order, and
 * nothing is missed between reading and following. A busy room is heard sixty times a second, however much is said:
 * to write to its people once for many entries is what makes it cheap. Where several processes
 * share what a crowd says it is heard half as often, as each of them writes all of it to its own people.
 */
@Injectable()
export class LiveDelivery implements OnModuleInit, OnModuleDestroy {
  private readonly backlogs = new BacklogFrames();
  private readonly catchUps = new Map<string, Set<CatchUp>>();
  private readonly pace = new Pace<LogEntry>(
    (gathered) => (gathered < CROWD ? PACE_MS : Math.min(PACE_MS * this.bus.processCount, MAX_PACE_MS)),
    (roomId, entries) => {
      this.deliver(roomId, entries);
    },
  );

  constructor(
    private readonly fanout: Fanout,
    private readonly events: EventBus,
    private readonly steps: ChangeSteps,
    private readonly departures: Departures,
    private readonly bus: ClusterBus,
  ) {}

  onModuleInit(): void {
    this.events.on(entriesCommitted, ({ roomId, entries, isForeign }) => {
      if (isForeign) for (const userId of leaversIn(entries)) this.putOut(roomId, userId);
      this.pace.add(roomId, entries);
    });
    this.events.on(memberLeaving, ({ roomId, userId }) => {
      this.revoke(roomId, userId);
    });
    this.events.on(memberLeft, ({ roomId, user }) => {
      this.revoke(roomId, user.id);
    });
    this.fanout.onEvicted(({ roomId, userId }) => {
      if (!this.isComing(roomId, userId)) return;
      // What was read of their membership may be of before.
      this.revoke(roomId, userId);
      this.fanout.reconnectHere(userId);
    });
  }

  onModuleDestroy(): void {
    this.pace.stop();
  }

  /** From now on the room's live entries wait for this connection. Ends with `finish` or `abandon`. */
  begin(connection: Connection, roomId: string): CatchUp {
    // What waits is for those who follow now, and this connection may be one of them.
    this.pace.flush(roomId);
    const catchUp = {
      connection,
      roomId,
      followedFrom: connection.followsFrom(roomId),
      live: [],
      isRevoked: this.departures.isUnderWay(roomId, connection.user.id),
    };
    const ofRoom = this.catchUps.get(roomId) ?? new Set();
    this.catchUps.set(roomId, ofRoom.add(catchUp));
    if (catchUp.followedFrom !== undefined) void connection.unfollow(roomId);
    return catchUp;
  }

  /**
   * Sends the backlog, then what came meanwhile behind `lastSeq`, and lets the connection into the room.
   * @param fromSeq nothing up to it is theirs to read
   */
  async finish(
    catchUp: CatchUp,
    backlog: Pick<LogPage, 'entries' | 'isPart'>,
    { lastSeq, fromSeq }: { lastSeq: number; fromSeq: number },
  ): Promise<void> {
    this.end(catchUp);
    if (catchUp.isRevoked) return;
    const { connection, roomId } = catchUp;
    for (const frame of this.backlogs.of(connection.mode, roomId, backlog)) connection.send(frame);
    if (catchUp.live.length > 0)
      this.send(
        catchUp,
        catchUp.live.filter(({ seq }) => seq > lastSeq),
        fromSeq,
      );
    await connection.enter(roomId, fromSeq);
  }

  /** Nothing was read: whoever followed before goes on following. */
  async abandon(catchUp: CatchUp): Promise<void> {
    this.end(catchUp);
    const { followedFrom, isRevoked, connection, roomId, live } = catchUp;
    if (followedFrom === undefined || isRevoked) return;
    this.send(catchUp, live, followedFrom);
    await connection.follow(roomId, followedFrom);
  }

  private send({ connection, roomId }: CatchUp, entries: LogEntry[], fromSeq: number): void {
    for (const frame of this.liveFrames(roomId, entries).of(connection.mode, fromSeq)) connection.send(frame);
  }

  private deliver(roomId: string, entries: LogEntry[]): void {
    const frames = this.liveFrames(roomId, entries);
    this.fanout.toFollowers(roomId, (mode, fromSeq) => frames.of(mode, fromSeq));
    for (const { live } of this.catchUps.get(roomId) ?? []) live.push(...entries);
  }

  private liveFrames(roomId: string, entries: LogEntry[]): LiveFrames {
    return new LiveFrames(roomId, entries, (seq) => this.steps.of(roomId, seq));
  }

  /**
   * Another process has ended a membership: nothing of the room from that entry of its log on reaches the person here either,
   * even where nothing but the log tells of it.
   */
  private putOut(roomId: string, userId: string): void {
    // They may be coming back just now: asked anew, they are told what holds.
    const isComing = this.isComing(roomId, userId);
    this.events.announce(memberLeaving, { roomId, userId });
    this.fanout.evictHere(userId, roomId);
    if (isComing) this.fanout.reconnectHere(userId);
  }

  private isComing(roomId: string, userId: string): boolean {
    return [...(this.catchUps.get(roomId) ?? [])].some(({ connection }) => connection.user.id === userId);
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
