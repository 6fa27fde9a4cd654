import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { EventBus } from '../events/index.js';
import { Fanout, type Whereabouts } from '../realtime/index.js';
import { memberLeaving } from './members.events.js';
import { OutsidersRepository } from './outsiders.repository.js';

/** So late at most somebody hears nothing more of a room that they have left by another process which told nobody. */
const EVERY_MS = 30_000;
/** While others are not heard within moments. */
const DEAF_MS = 1_000;
const AT_ONCE = 1_000;

/**
 * Looks whether those who hear a room here are still in it, where other processes may have ended that. The log tells of most
 * who go, in its order; of those who leave a public room by themselves only a word of the other process does.
 */
@Injectable()
export class MembershipSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MembershipSweep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly bus: ClusterBus,
    private readonly fanout: Fanout,
    private readonly outsiders: OutsidersRepository,
    private readonly events: EventBus,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.onListening(() => void this.run());
    this.bus.onChange(() => this.schedule());
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when everybody who was here before has been looked at. */
  run(): Promise<void> {
    this.running = this.running
      .then(() => (this.bus.hasPeers && !this.isStopped ? this.sweep() : undefined))
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'it could not be looked who has left a room');
      });
    return this.running;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.isStopped || !this.bus.hasPeers) return;
    this.timer = setTimeout(() => void this.run().then(() => this.schedule()), this.pauseMs()).unref();
  }

  private pauseMs(): number {
    return this.bus.isFast ? EVERY_MS : DEAF_MS;
  }

  private async sweep(): Promise<void> {
    const people = this.fanout.peopleHere();
    for (let from = 0; from < people.length; from += AT_ONCE)
      this.putOut(await this.outsiders.among(people.slice(from, from + AT_ONCE)));
  }

  private putOut(outsiders: readonly Whereabouts[]): void {
    if (outsiders.length === 0) return;
    const stillHere = new Set(this.fanout.peopleHere().map(keyOf));
    for (const each of outsiders) {
      if (!stillHere.has(keyOf(each))) continue;
      this.events.announce(memberLeaving, each);
      this.fanout.evictHere(each.userId, each.roomId);
      // They may be coming back just now: asked anew, they are told what holds.
      this.fanout.reconnectHere(each.userId);
    }
  }
}

const keyOf = ({ userId, roomId }: Whereabouts) => `${userId} ${roomId}`;
