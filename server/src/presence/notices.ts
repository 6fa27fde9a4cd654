import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { Clock, TokenBucket } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { PresenceStore } from './presence-store.js';

/** In larger rooms nobody reads who comes and goes, and telling everybody of everybody grows with the square. */
const MAX_PEOPLE = 50;
/** A crowd that comes at once, as after a restart of the server, is shown by the roster alone. */
const ALLOWANCE = { burst: 10, perSecond: 1 };
const REMEMBERED_ROOMS = 10_000;

/** Tells a room by `room:system` who comes and goes, as long as that is worth reading. The roster always tells. */
@Injectable()
export class Notices {
  private readonly buckets = new LRUCache<string, TokenBucket>({
    max: REMEMBERED_ROOMS,
    memoMethod: () => new TokenBucket(ALLOWANCE, this.clock.monotonic()),
  });

  constructor(
    private readonly presences: PresenceStore,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
  ) {}

  async tell(type: 'join' | 'leave', roomId: string, user: UserRef): Promise<void> {
    if ((await this.presences.count(roomId)) > MAX_PEOPLE) return;
    if (!this.buckets.memo(roomId).take(this.clock.monotonic())) return;
    this.fanout.toRoom({ roomId }, 'room:system', { type, roomId, user, createdAt: this.clock.iso() });
  }
}
