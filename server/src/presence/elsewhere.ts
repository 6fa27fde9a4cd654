import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { Config } from '../config/index.js';
import { MemoryPresenceStore } from './memory.presence-store.js';
import { OtherProcess } from './other-process.js';
import type { Presence } from './presence-store.js';
import { Said, type Saying, type Told } from './said.js';

const ALIVE_EVERY_MS = 1_000;
/** So long a process lives of which nothing more is heard: its people go with it. */
const LIFE_MS = 5_000;
/** The same, while this process hears nothing at all: then it is not the others that are silent. */
const LONGEST_LIFE_MS = 30_000;
/** What was lost on the way is known by then. */
const ALL_EVERY_MS = 10_000;

/** `left` on purpose, `closed` as after a loss of the connection, `told` with all others of their process. */
export type Change = Presence & { what: 'came' | 'told' | 'left' | 'closed' };

/** Somebody is a member, or no longer, by what another process has done. */
export interface MemberChange {
  what: 'joined' | 'ended';
  roomId: string;
  user: UserRef;
}

interface Listener {
  changed: (change: Change) => void;
  memberChanged: (change: MemberChange) => void;
  /** Somebody may be idle, or no longer. */
  idleChanged: (presence: Presence) => void;
  /** Who is idle by this process. */
  idlers: () => string[];
}

/**
 * Who is there by the other processes, as they say: of each change at once, and of everything every ten seconds. Nobody is
 * asked, so it is known whatever carries the bus. Where there is no other process nothing is said, and nobody is elsewhere.
 */
@Injectable()
export class Elsewhere implements OnModuleInit, OnModuleDestroy {
  private readonly process = randomBytes(9).toString('base64url');
  private readonly others = new Map<string, OtherProcess>();
  private readonly said: Said;
  private readonly graceMs: number;
  private listener: Listener | undefined;
  private fastSince = Infinity;
  private sweptAt = -Infinity;
  private toldAllAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: ClusterBus,
    private readonly here: MemoryPresenceStore,
    config: Config,
  ) {
    this.graceMs = config.get('PRESENCE_GRACE_MS');
    this.said = new Said(
      (saying) => void bus.tellOthers('presence', JSON.stringify([this.process, ...saying])),
    );
  }

  onModuleInit(): void {
    this.bus.on('presence', (text) => {
      const [process, ...saying] = JSON.parse(text) as [string, ...Saying];
      if (process !== this.process) this.hear(process, saying);
    });
    this.bus.onListening(() => this.said.say(['hello']));
    this.bus.onChange(() => {
      if (!this.bus.isFast) this.fastSince = Infinity;
      else if (this.fastSince === Infinity) this.fastSince = performance.now();
    });
    this.timer = setInterval(() => this.tick(), ALIVE_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.said.stop();
    if (this.bus.hasPeers)
      await this.bus.tellOthers('presence', JSON.stringify([this.process, 'stop', this.graceMs]));
  }

  /** Whether other processes are known. */
  get isAlone(): boolean {
    return this.others.size === 0 && !this.bus.hasPeers;
  }

  /** Calls back with whoever comes where nobody of the others had them, and goes where nobody of them has them any more. */
  listen(listener: Listener): void {
    this.listener = listener;
  }

  /** Tells the others what has changed here. */
  tell(what: Told, { roomId, userId }: Presence): void {
    if (this.bus.hasPeers) this.said.add(what, userId, roomId);
  }

  /** The log does not tell of everybody who joins and ends it. */
  tellMember({ what, roomId, user: { id, username } }: MemberChange): void {
    if (this.bus.hasPeers) this.said.say([what, roomId, { id, username }]);
  }

  /** Who was idle here is not connected here any more. */
  forgetIdle(userId: string): void {
    if (this.bus.hasPeers) this.said.say(['active', userId, []]);
  }

  has(presence: Presence): boolean {
    for (const other of this.others.values()) if (other.has(presence)) return true;
    return false;
  }

  /** Whether somebody is there by others, and idle by each of them. */
  idleness({ roomId, userId }: Presence): 'nobody' | 'active' | 'idle' {
    const there = [...this.others.values()].filter((other) => other.has({ roomId, userId }));
    if (there.length === 0) return 'nobody';
    return there.every((other) => other.isIdle(userId)) ? 'idle' : 'active';
  }

  online(roomId: string): Set<string> {
    return new Set([...this.others.values()].flatMap((other) => [...other.online(roomId)]));
  }

  /** Whoever is no member any more is there by nobody. */
  remove(presence: Presence): void {
    for (const other of this.others.values()) other.delete(presence);
  }

  private hear(process: string, saying: Saying): void {
    const other = this.others.get(process) ?? new OtherProcess();
    const isNew = !this.others.has(process);
    this.others.set(process, other);
    other.heardAt = performance.now();
    const [what] = saying;
    // Whoever comes later knows nothing of what is here.
    if (what === 'hello' || isNew) this.tellAll();
    if (what === 'joined' || what === 'ended')
      this.listener?.memberChanged({ what, roomId: saying[1], user: saying[2] });
    if (what === 'stop') other.endsAt = performance.now() + saying[1];
    if (what === 'came')
      for (const roomId of saying[2]) this.come(other, { roomId, userId: saying[1] }, what);
    if (what === 'left' || what === 'closed')
      for (const roomId of saying[2]) this.go(other, { roomId, userId: saying[1] }, what);
    if (what === 'idle' || what === 'active') {
      other.setIdle(saying[1], what === 'idle');
      for (const roomId of saying[2]) this.listener?.idleChanged({ roomId, userId: saying[1] });
    }
    if (what === 'idlers') for (const userId of saying[1]) other.setIdle(userId, true);
    if (what === 'some')
      for (const [roomId, ...people] of saying[1])
        for (const userId of people) this.come(other, { roomId, userId }, 'told');
    if (what === 'all') for (const presence of other.endOfAll()) this.goneBy(presence, 'left');
  }

  private come(other: OtherProcess, presence: Presence, what: 'came' | 'told'): void {
    const wasThere = this.has(presence);
    other.add(presence);
    if (!wasThere) this.listener?.changed({ ...presence, what });
  }

  private go(other: OtherProcess, presence: Presence, what: 'left' | 'closed'): void {
    if (other.delete(presence)) this.goneBy(presence, what);
  }

  private goneBy(presence: Presence, what: 'left' | 'closed'): void {
    if (!this.has(presence)) this.listener?.changed({ ...presence, what });
  }

  private tick(): void {
    const now = performance.now();
    // A process that stood still itself has not heard yet what the others said meanwhile.
    if (now - this.sweptAt < 2 * ALIVE_EVERY_MS) this.sweep(now);
    this.sweptAt = now;
    if (!this.bus.hasPeers) return;
    if (now - this.toldAllAt >= ALL_EVERY_MS) this.tellAll();
    else this.said.say(['alive']);
  }

  private sweep(now: number): void {
    const isDeaf = !this.bus.isFast || now - this.fastSince < LIFE_MS;
    for (const [process, other] of this.others) {
      if (now < (other.endsAt ?? other.heardAt + (isDeaf ? LONGEST_LIFE_MS : LIFE_MS))) continue;
      this.others.delete(process);
      for (const presence of other.presences()) this.goneBy(presence, 'left');
    }
  }

  private tellAll(): void {
    this.toldAllAt = performance.now();
    this.said.all(this.here.presences(), this.listener?.idlers() ?? []);
  }
}
