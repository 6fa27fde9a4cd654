import { randomBytes } from 'node:crypto';
import { Turns } from '../common/index.js';
import { RedisLink, type RedisScript } from '../redis/index.js';
import { ENTER, IS_ELSEWHERE, LEAVE, LIVE_ON, ONLINE, REMOVE, RENEW } from './here.lua.js';
import type { MemoryPresenceStore } from './memory.presence-store.js';
import { type Presence, PresenceStore } from './presence-store.js';

const ANSWER_MS = 150;
/** Behind a question without an answer nobody asks for so long. */
const REST_MS = 1_000;
/** So long somebody is there of whom nothing more is said. */
const LIFE_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** So long a process lives of which nothing more is heard: its people go with it. */
const PROCESS_LIFE_MS = 4_000;
const LIVE_ON_EVERY_MS = 1_000;
/** In one call: Redis does nothing else meanwhile. */
const AT_ONCE = 200;

/**
 * The presences of all processes. A process keeps its own, and puts into Redis who is there by it: what it has said there
 * ends with it. While Redis does not answer, those of this process are all that is known.
 */
export class RedisPresenceStore extends PresenceStore {
  private readonly process = randomBytes(9).toString('base64url');
  private readonly turns = new Turns();
  private readonly timers: NodeJS.Timeout[] = [];
  private awayUntil = -Infinity;
  private mustRenew = false;

  constructor(
    private readonly redis: RedisLink,
    private readonly here: MemoryPresenceStore,
  ) {
    super();
  }

  start(): void {
    this.timers.push(
      setInterval(() => void this.liveOn(), LIVE_ON_EVERY_MS).unref(),
      setInterval(() => void this.renew(), RENEW_EVERY_MS).unref(),
    );
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  async enter(presence: Presence, connectionId: string): Promise<boolean> {
    if (!(await this.here.enter(presence, connectionId))) return false;
    const { roomId, userId } = presence;
    return this.turns.take(userId, async () => {
      const args = [userId, this.process, LIFE_MS, PROCESS_LIFE_MS];
      return (await this.ask(ENTER, [roomId], args)) !== 0;
    });
  }

  async leave(presence: Presence, connectionId: string): Promise<boolean> {
    if (!(await this.here.leave(presence, connectionId))) return false;
    return (await this.takeOut(presence.userId, [presence])).length > 0;
  }

  async close(userId: string, connectionId: string): Promise<Presence[]> {
    return this.takeOut(userId, await this.here.close(userId, connectionId));
  }

  async remove(presence: Presence): Promise<void> {
    await this.here.remove(presence);
    await this.turns.take(presence.userId, () => this.ask(REMOVE, [presence.roomId], [presence.userId]));
  }

  async isOnline(presence: Presence): Promise<boolean> {
    if (this.here.isHere(presence)) return true;
    const { roomId, userId } = presence;
    return this.turns.take(
      userId,
      async () => (await this.ask(IS_ELSEWHERE, [roomId], [userId, this.process])) === 1,
    );
  }

  async online(roomId: string): Promise<ReadonlySet<string>> {
    const others = ((await this.ask(ONLINE, [roomId], [this.process])) ?? []) as string[];
    return new Set([...(await this.here.online(roomId)), ...others]);
  }

  async count(roomId: string): Promise<number> {
    return (await this.online(roomId)).size;
  }

  /** All who are there by this process live on; those that Redis has lost are entered anew. */
  async renew(): Promise<void> {
    const all = [...this.here.presences()];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE).filter((presence) => this.here.isHere(presence));
      const entries = some.map(({ userId }) => `${userId} ${this.process}`);
      const keys = some.map(({ roomId }) => keyOf(roomId));
      if (!(await this.run(RENEW, keys, [LIFE_MS, ...entries])).isDone) return;
    }
    this.mustRenew = false;
  }

  /** This process lives on. Where Redis has lost it, it has lost its people too. */
  private async liveOn(): Promise<void> {
    const args = [this.process, PROCESS_LIFE_MS, LIFE_MS * 2];
    const { isDone, answer } = await this.run(LIVE_ON, [PROCESSES], args);
    if (isDone && (answer === 1 || this.mustRenew)) await this.renew();
  }

  /** @returns of what ended here, that which ended everywhere */
  private async takeOut(userId: string, ended: Presence[]): Promise<Presence[]> {
    if (ended.length === 0) return [];
    return this.turns.take(userId, async () => {
      const rooms = ended.map(({ roomId }) => roomId);
      const last = (await this.ask(LEAVE, rooms, [userId, this.process])) as number[] | undefined;
      return last ? ended.filter((_, place) => last[place] === 1) : ended;
    });
  }

  /** @returns nothing while Redis does not answer */
  private async ask(script: RedisScript, roomIds: readonly string[], args: readonly (string | number)[]) {
    if (performance.now() < this.awayUntil) {
      this.mustRenew = true;
      return undefined;
    }
    return (await this.run(script, [PROCESSES, ...roomIds.map(keyOf)], args)).answer;
  }

  private async run(script: RedisScript, keys: readonly string[], args: readonly (string | number)[]) {
    try {
      return { isDone: true, answer: await this.redis.run(script, keys, args, ANSWER_MS) };
    } catch {
      this.awayUntil = performance.now() + REST_MS;
      this.mustRenew = true;
      return { isDone: false, answer: undefined };
    }
  }
}

const PROCESSES = 'procs';
const keyOf = (roomId: string) => `here:${roomId}`;
