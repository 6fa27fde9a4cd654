import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServerEvent, ServerPayload } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { newId } from '../common/index.js';
import { Fanout, type FramesOf, type RoomAudience, type UserAudience, type Whereabouts } from './fanout.js';
import type { DeliveryMode } from './io-rooms.js';
import { SocketIoFanout } from './socket-io.fanout.js';

/** What others are told is on its way within this time, or is not waited for: the log tells it in any case. */
const KNOWN_MS = 100;
/** In bytes: what is larger is read by whoever comes back. */
const MAX_EMIT = 7_000;

type Emit = [
  to: { userId?: string; roomId?: string; modes?: readonly DeliveryMode[] },
  event: ServerEvent,
  payload: never,
];

/** To the connections of this process at once, and by the bus to those of the others. Local delivery waits for nobody. */
@Injectable()
export class ClusterFanout extends Fanout implements OnModuleInit {
  private readonly self = newId();
  private readonly onceEvicted: ((who: Whereabouts) => void)[] = [];

  constructor(
    private readonly here: SocketIoFanout,
    private readonly bus: ClusterBus,
  ) {
    super();
  }

  onModuleInit(): void {
    this.bus.on('emit', (text) => {
      const [{ userId, roomId, modes }, event, payload] = JSON.parse(text) as Emit;
      if (userId !== undefined) this.here.toUser({ userId, ...(modes && { modes }) }, event, payload);
      if (roomId !== undefined) this.here.toRoom({ roomId, isVolatile: true }, event, payload);
    });
    this.bus.on('evict', (text) => {
      const [from, userId = '', roomId = ''] = text.split(' ');
      if (from === this.self) return;
      this.here.evictHere(userId, roomId);
      for (const listener of this.onceEvicted) listener({ userId, roomId });
    });
    this.bus.on('reconnect', (userId) => this.here.reconnectHere(userId));
  }

  toRoom<E extends ServerEvent>(audience: RoomAudience, event: E, payload: ServerPayload<E>): void {
    this.here.toRoom(audience, event, payload);
    // Late, it would be wrong.
    if (!audience.isEverywhere || !this.bus.hasPeers || !this.bus.isFast) return;
    void this.bus.tellOthers('emit', JSON.stringify([{ roomId: audience.roomId }, event, payload]));
  }

  toFollowers(roomId: string, framesOf: FramesOf): void {
    this.here.toFollowers(roomId, framesOf);
  }

  hasListeners(roomId: string, mode: DeliveryMode): boolean {
    return this.here.hasListeners(roomId, mode);
  }

  followedRooms(): string[] {
    return this.here.followedRooms();
  }

  peopleHere(): Whereabouts[] {
    return this.here.peopleHere();
  }

  hasMode(mode: DeliveryMode): boolean {
    return this.here.hasMode(mode);
  }

  mayHaveMode(mode: DeliveryMode): boolean {
    return this.bus.hasPeers || this.here.hasMode(mode);
  }

  toUser<E extends ServerEvent>(audience: string | UserAudience, event: E, payload: ServerPayload<E>): void {
    this.here.toUser(audience, event, payload);
    const { userId, modes, isHere }: UserAudience =
      typeof audience === 'string' ? { userId: audience } : audience;
    if (isHere || !this.bus.hasPeers) return;
    const text = JSON.stringify([{ userId, modes }, event, payload]);
    if (Buffer.byteLength(text) <= MAX_EMIT) void this.bus.tellOthers('emit', text);
    else void this.bus.tellOthers('reconnect', userId);
  }

  toAll<E extends ServerEvent>(event: E, payload: ServerPayload<E>): void {
    this.here.toAll(event, payload);
  }

  announceDrain(): void {
    this.here.announceDrain(this.bus.hasPeers);
  }

  async evict(userId: string, roomId: string): Promise<void> {
    this.here.evictHere(userId, roomId);
    if (!this.bus.hasPeers) return;
    const told = this.bus.publish('evict', `${this.self} ${userId} ${roomId}`);
    // Whoever does not hear it notices, or finds out by looking.
    await atMost(
      KNOWN_MS,
      told.catch(() => undefined),
    );
  }

  onEvicted(listener: (who: Whereabouts) => void): void {
    this.onceEvicted.push(listener);
  }

  evictHere(userId: string, roomId: string): void {
    this.here.evictHere(userId, roomId);
  }

  async reconnect(userId: string): Promise<void> {
    this.here.reconnectHere(userId);
    await atMost(KNOWN_MS, this.bus.tellOthers('reconnect', userId));
  }

  reconnectHere(userId: string): void {
    this.here.reconnectHere(userId);
  }

  reconnectAllHere(): void {
    this.here.reconnectAllHere();
  }
}

function atMost(waitMs: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, waitMs);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
