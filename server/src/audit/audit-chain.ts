import { createHash } from 'node:crypto';
import type { AuditCheck } from '@chatket/contract';

/** An entry as it was hashed: times, ids and JSON documents as the texts in which the database has them. */
export interface ChainedEntry {
  id: number;
  at: string;
  actorId: string | null;
  action: string;
  roomId: string | null;
  personId: string | null;
  targetId: string | null;
  reason: string | null;
  before: string | null;
  after: string | null;
  previousHash: string;
  hash: string;
}

const BEGINNING = '00'.repeat(32);

/**
 * Goes along the chain in the order of the entries, and remembers how far it was as it was written: the ids without a hole,
 * each entry holding the hash of the one before, each hash that of its own contents. It does not ask the database to
 * compute anything, so whoever could change a function there cannot make it agree.
 */
export class AuditChain {
  private count = 0;
  private headHash = BEGINNING;
  private brokenAt: number | undefined;
  private hasExpected = false;

  /** @param expected hash of an entry that somebody has kept elsewhere */
  constructor(private readonly expected?: string) {
    this.hasExpected = expected === BEGINNING;
  }

  add(entry: ChainedEntry): void {
    if (this.brokenAt !== undefined) return;
    const isNext = entry.id === this.count + 1 && entry.previousHash === this.headHash;
    if (!isNext || entry.hash !== hashOf(entry)) {
      this.brokenAt = isNext ? entry.id : this.count + 1;
      return;
    }
    this.count += 1;
    this.headHash = entry.hash;
    if (entry.hash === this.expected) this.hasExpected = true;
  }

  /** @param end what the database holds as the last entry: one that is not there was cut off */
  check(end: { lastId: number; hash: string }): AuditCheck {
    const isWhole = this.count === end.lastId && this.headHash === end.hash;
    const brokenAt = this.brokenAt ?? (isWhole ? undefined : this.count + 1);
    return {
      isIntact: brokenAt === undefined,
      entryCount: this.count,
      headHash: this.headHash,
      ...(brokenAt !== undefined && { brokenAt }),
      ...(this.expected !== undefined && { hasExpected: this.hasExpected }),
    };
  }
}

/** SHA-256 of the hash before and of one JSON array, as the SQL function `audit_add` has put it together. */
function hashOf(entry: ChainedEntry): string {
  const { id, at, actorId, action, roomId, personId, targetId, reason, before, after } = entry;
  const texts = [at, actorId, action, roomId, personId, targetId, reason].map((text) => JSON.stringify(text));
  const array = `[${[String(id), ...texts, before ?? 'null', after ?? 'null'].join(', ')}]`;
  return createHash('sha256').update(Buffer.from(entry.previousHash, 'hex')).update(array).digest('hex');
}
