import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Coalescer } from '../../common/index.js';
import { type Claimed, IdentityRepository, type Known } from './identity.repository.js';
import { Ended } from './ended.js';

const REMEMBERED = 10_000;
/** How long it is believed that a session lives, where nobody can tell that it was ended. */
const TTL_MS = 30_000;
const MAX_LOOKUPS = 500;

/**
 * Who is behind a token, and whether it still counts. What the database has said is believed for a while; what was ended
 * since then, as far as this process has heard, is not.
 */
@Injectable()
export class Identities {
  private readonly known = new LRUCache<string, Known>({ max: REMEMBERED, ttl: TTL_MS });
  /** How often somebody was renamed: what was read before is then not remembered. */
  private renames = 0;
  private readonly lookups: Coalescer<Claimed, Known | undefined>;
  /** Sessions whose use nobody has noted for a while. */
  private readonly used = new Set<string>();

  constructor(
    identities: IdentityRepository,
    private readonly ended: Ended,
  ) {
    this.lookups = new Coalescer((claimed) => identities.find(claimed), MAX_LOOKUPS);
  }

  /** Undefined for somebody who is not there. */
  async find(claimed: Claimed): Promise<Known | undefined> {
    const remembered = this.known.get(keyOf(claimed));
    const { renames } = this;
    const known = remembered ?? (await this.ask(claimed));
    if (known && !remembered && renames === this.renames) this.known.set(keyOf(claimed), known);
    return known && this.ended.has(claimed) ? { ...known, isLive: false } : known;
  }

  /** The same as the database has it now. */
  async ask(claimed: Claimed): Promise<Known | undefined> {
    const known = await this.lookups.add(claimed);
    if (known?.isUnnoted && known.isLive && claimed.sessionId !== undefined) this.used.add(claimed.sessionId);
    return known;
  }

  /** What is remembered may be wrong: the next time the database is asked. */
  forget(claimed: Claimed): void {
    this.known.delete(keyOf(claimed));
  }

  /** What is remembered of somebody is not so any more, whatever they have logged in with. */
  forgetPerson(userId: string): void {
    this.renames += 1;
    for (const [key, { user }] of this.known.entries()) if (user.id === userId) this.known.delete(key);
  }

  /** The same of everybody. */
  forgetAll(): void {
    this.known.clear();
  }

  /** The sessions whose use is to be noted. Once. */
  takeUsed(): string[] {
    const ids = [...this.used];
    this.used.clear();
    return ids;
  }
}

function keyOf({ userId, sessionId }: Claimed): string {
  return sessionId ?? userId;
}
