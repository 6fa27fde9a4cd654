import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { RedisLink } from '../redis/index.js';
import { Elsewhere } from './elsewhere.js';
import { MemoryPresenceStore } from './memory.presence-store.js';
import { type Presence, PresenceStore } from './presence-store.js';
import { RedisPresenceStore } from './redis.presence-store.js';

/**
 * Who is here by this process, by what the others say, and by Redis where there is one: somebody has gone when none of
 * them has them any more, so nobody flickers when one of them is away, is emptied, or is heard late.
 */
@Injectable()
export class ClusterPresenceStore extends PresenceStore implements OnModuleInit, OnModuleDestroy {
  private readonly own: PresenceStore;
  private readonly redis: RedisPresenceStore | undefined;

  constructor(
    private readonly here: MemoryPresenceStore,
    private readonly elsewhere: Elsewhere,
    link: RedisLink,
  ) {
    super();
    this.redis = link.isConfigured ? new RedisPresenceStore(link, here) : undefined;
    this.own = this.redis ?? here;
  }

  onModuleInit(): void {
    this.redis?.start();
  }

  onModuleDestroy(): void {
    this.redis?.stop();
  }

  async enter(presence: Presence, connectionId: string): Promise<boolean> {
    const wasHere = this.here.isHere(presence);
    const entering = this.own.enter(presence, connectionId);
    if (!wasHere) this.elsewhere.tell('came', presence);
    return (await entering) && !this.elsewhere.has(presence);
  }

  async leave(presence: Presence, connectionId: string): Promise<boolean> {
    const wasHere = this.here.isHere(presence);
    const leaving = this.own.leave(presence, connectionId);
    if (wasHere && !this.here.isHere(presence)) this.elsewhere.tell('left', presence);
    return (await leaving) && !this.elsewhere.has(presence);
  }

  async close(userId: string, connectionId: string): Promise<Presence[]> {
    const rooms = this.elsewhere.isAlone ? [] : this.here.roomsOf(connectionId);
    const closing = this.own.close(userId, connectionId);
    for (const roomId of rooms)
      if (!this.here.isHere({ roomId, userId })) this.elsewhere.tell('closed', { roomId, userId });
    return (await closing).filter((presence) => !this.elsewhere.has(presence));
  }

  remove(presence: Presence): Promise<void> {
    this.elsewhere.remove(presence);
    return this.own.remove(presence);
  }

  async isOnline(presence: Presence): Promise<boolean> {
    return this.elsewhere.has(presence) || this.own.isOnline(presence);
  }

  async online(roomId: string): Promise<ReadonlySet<string>> {
    const online = await this.own.online(roomId);
    return this.elsewhere.isAlone ? online : new Set([...online, ...this.elsewhere.online(roomId)]);
  }

  async count(roomId: string): Promise<number> {
    return this.elsewhere.isAlone ? this.own.count(roomId) : (await this.online(roomId)).size;
  }
}
