import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { EventBus } from '../events/index.js';
import { databaseReplaced, entriesCommitted, headNoted, type Segment, segmentStored } from './log.events.js';
import { LogRepository } from './log.repository.js';
import { RoomPump } from './room-pump.js';

const REMEMBERED_ROOMS = 50_000;
/** So long a segment that came early waits for what lies before it; then that is read. */
const HOLE_MS = 20;
/** More than one statement can store. */
const MAX_READ = 512;

/** After a read that failed. */
const RETRY_MS = 500;

interface Waiter {
  seq: number;
  resolve: () => void;
}

/** What is done about a room's hole, and who waits for its end. */
interface Mending {
  timer: NodeJS.Timeout;
  waiters: Waiter[];
}

/**
 * The only way out of a room: whatever was committed is offered here, by whichever feature, and is announced as one
 * gapless log. What does not come by itself is read.
 */
@Injectable()
export class GaplessPublisher implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(GaplessPublisher.name);
  private readonly pumps = new LRUCache<string, RoomPump>({ max: REMEMBERED_ROOMS });
  private readonly mendings = new Map<string, Mending>();
  private isStopped = false;

  constructor(
    private readonly log: LogRepository,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(databaseReplaced, () => {
      for (const roomId of this.mendings.keys()) this.endMending(roomId);
      this.pumps.clear();
    });
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    for (const roomId of this.mendings.keys()) this.endMending(roomId);
  }

  /** This process has committed something. Of a room that nobody opened it goes on as it is. */
  offer(segment: Segment): void {
    const { roomId } = segment;
    this.events.announce(segmentStored, segment);
    const known = this.pumps.get(roomId);
    const pump = known ?? this.add(roomId);
    if (!known) pump.begin(segment.firstSeq - 1);
    this.publish(roomId, pump, pump.take(segment));
  }

  /** This process has committed something, whose entry may never be offered: it is there. */
  note(roomId: string, seq: number): void {
    this.events.announce(headNoted, { roomId, seq });
    this.learn(roomId, seq);
  }

  /** Another process has committed something: of a room that nobody has opened here it is nobody's business. */
  hear(segment: Segment): void {
    const pump = this.pumps.get(segment.roomId);
    if (pump) this.publish(segment.roomId, pump, pump.take({ ...segment, isForeign: true, isTold: true }));
  }

  /** Whether anybody has opened the room here. */
  isOpen(roomId: string): boolean {
    return this.pumps.has(roomId);
  }

  /** The rooms that were opened here and that nobody is about to read. */
  openRooms(): string[] {
    return [...this.pumps.entries()].flatMap(([roomId, { openers }]) => (openers === 0 ? [roomId] : []));
  }

  /** Nobody follows the room here any more: what is said in it is known when it is opened anew. */
  close(roomId: string): void {
    const pump = this.pumps.get(roomId);
    if (pump && pump.openers === 0 && !pump.hasHole) this.pumps.delete(roomId);
  }

  /** The log of a room is known to reach so far. */
  learn(roomId: string, seq: number): void {
    const pump = this.pumps.get(roomId);
    if (!pump) return;
    pump.note(seq);
    this.publish(roomId, pump, []);
  }

  /** Before a room's head is read: from here on offers wait. Ends with `begin` or `abandon`. */
  open(roomId: string): void {
    const pump = this.pumps.get(roomId) ?? this.add(roomId);
    pump.openers += 1;
  }

  /** The head that was read after `open`. */
  begin(roomId: string, headSeq: number): void {
    const pump = this.pumps.get(roomId);
    if (!pump) return;
    pump.openers -= 1;
    this.publish(roomId, pump, pump.begin(headSeq));
  }

  /** The head could not be read, or is none of theirs to know: what waits is for nobody. */
  abandon(roomId: string): void {
    const pump = this.pumps.get(roomId);
    if (!pump) return;
    pump.openers -= 1;
    if (pump.openers === 0 && pump.announcedSeq === undefined) this.pumps.delete(roomId);
  }

  /** Resolves when everything up to a seq that was read has been announced, as far as the database can be asked. */
  async reach(roomId: string, seq: number): Promise<void> {
    const pump = this.pumps.get(roomId);
    if (this.isStopped || (pump?.announcedSeq ?? Infinity) >= seq) return;
    this.learn(roomId, seq);
    await new Promise<void>((resolve) => {
      const mending = this.mendings.get(roomId);
      if (mending) mending.waiters.push({ seq, resolve });
      else resolve();
    });
  }

  private add(roomId: string): RoomPump {
    const pump = new RoomPump();
    this.pumps.set(roomId, pump);
    return pump;
  }

  private publish(roomId: string, pump: RoomPump, segments: readonly Segment[]): void {
    for (const segment of segments) this.events.announce(entriesCommitted, segment);
    const mending = this.mendings.get(roomId);
    if (!pump.hasHole) this.endMending(roomId);
    else if (!mending) this.mend(roomId, HOLE_MS, []);
    else mending.waiters = resolveUpTo(mending.waiters, pump.announcedSeq ?? 0);
  }

  /** Waits for what may still come by itself, then reads what has not. */
  private mend(roomId: string, waitMs: number, waiters: Waiter[]): void {
    if (this.isStopped) return;
    const timer = setTimeout(() => void this.readHole(roomId), waitMs);
    this.mendings.set(roomId, { timer, waiters });
  }

  private async readHole(roomId: string): Promise<void> {
    const pump = this.pumps.get(roomId);
    const head = pump?.announcedSeq;
    if (!pump?.hasHole || head === undefined) return this.endMending(roomId);
    const { knownSeq } = pump;
    let waitMs = HOLE_MS;
    try {
      const segment = await this.log.segmentAfter({ roomId, seq: head }, MAX_READ);
      if (segment.lastSeq > head) this.publish(roomId, pump, pump.take({ ...segment, isForeign: true }));
      // What has become known while it was read may be there all the same.
      else if (pump.knownSeq === knownSeq && pump.announcedSeq === head)
        this.publish(roomId, pump, pump.forget());
    } catch (error) {
      waitMs = RETRY_MS;
      this.logger.warn({ err: error, roomId, head }, 'entries that nobody heard of could not be read');
    }
    // Whoever waits has had one good try: clients that count ask again for what is missing.
    this.endMending(roomId);
    if (pump.hasHole) this.mend(roomId, waitMs, []);
  }

  private endMending(roomId: string): void {
    const mending = this.mendings.get(roomId);
    if (!mending) return;
    clearTimeout(mending.timer);
    this.mendings.delete(roomId);
    for (const { resolve } of mending.waiters) resolve();
  }
}

function resolveUpTo(waiters: readonly Waiter[], seq: number): Waiter[] {
  for (const waiter of waiters) if (waiter.seq <= seq) waiter.resolve();
  return waiters.filter((waiter) => waiter.seq > seq);
}
