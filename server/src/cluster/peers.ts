import { LRUCache } from 'lru-cache';
import { NEWEST_VERSION, OLDEST_VERSION, type Told } from './wire.js';

/** So long after its last word a process is taken for gone. */
const GONE_MS = 3_000;
/** A number that lies so far behind the newest was heard, or never will be. */
const REMEMBERED_NUMBERS = 1_000;
/** Of those that are gone so many are remembered: what they say before they are heard again is no less a gap. */
const REMEMBERED_GONE = 100;

/** What a process says of itself again and again. */
export interface Beat {
  /** The newest version it understands. */
  max: number;
  /** The name of the carrier over which it tells what is to be fast. */
  via: string;
  /** The names of the carriers on which it hears itself. */
  hears: string[];
}

interface Peer {
  heardAt: number;
  max: number;
  via: string | undefined;
  hears: readonly string[] | undefined;
  /** How much it had published when this process began to count; what it said before is no gap. */
  base: number;
  /** Of what it published since, so much was heard. */
  heard: number;
  newest: number;
  readonly numbers: Set<number>;
  /** How much it had published at its beat before this one. */
  atLastBeat: number | undefined;
}

/** The other processes, by what they say. Times are milliseconds of one clock that never goes back. */
export class Peers {
  private readonly peers = new Map<string, Peer>();
  private readonly gone = new LRUCache<string, Peer>({ max: REMEMBERED_GONE });

  get size(): number {
    return this.peers.size;
  }

  /** The newest version that all of them understand. */
  get version(): number {
    const newest = [...this.peers.values()].reduce((least, { max }) => Math.min(least, max), NEWEST_VERSION);
    return Math.max(OLDEST_VERSION, newest);
  }

  /** The carriers over which they speak. */
  get carriers(): Set<string> {
    return new Set([...this.peers.values()].flatMap(({ via }) => via ?? []));
  }

  /** Whether all of them hear what is told over a carrier, as far as is known. */
  hear(carrier: string): boolean {
    return [...this.peers.values()].every(({ hears }) => hears?.includes(carrier) ?? true);
  }

  /** Somebody has spoken. @returns whether they were unknown */
  note({ origin, published }: Told, now: number): boolean {
    const known = this.peers.get(origin);
    if (known) known.heardAt = now;
    else this.peers.set(origin, { ...(this.gone.get(origin) ?? newPeer(published)), heardAt: now });
    return !known;
  }

  /** Something of a peer was heard. @returns false when it was heard before, over another carrier */
  isNews(origin: string, number: number): boolean {
    const peer = this.peers.get(origin);
    if (!peer) return true;
    if (peer.numbers.has(number) || number <= peer.newest - REMEMBERED_NUMBERS) return false;
    peer.numbers.add(number);
    peer.newest = Math.max(peer.newest, number);
    if (peer.numbers.size > 2 * REMEMBERED_NUMBERS)
      for (const old of peer.numbers) if (old <= peer.newest - REMEMBERED_NUMBERS) peer.numbers.delete(old);
    if (number > peer.base) peer.heard += 1;
    return true;
  }

  /**
   * A peer's beat. What it had published before its last one must have been heard by now, over whatever carrier.
   * @returns false when some of it was not
   */
  beat({ origin, published }: Told, { max, via, hears }: Beat): boolean {
    const peer = this.peers.get(origin);
    if (!peer) return true;
    Object.assign(peer, { max, via, hears });
    const expected = (peer.atLastBeat ?? peer.base) - peer.base;
    peer.atLastBeat = published;
    if (peer.heard >= expected) return true;
    Object.assign(peer, { base: published, heard: 0 });
    return false;
  }

  leave(origin: string): void {
    this.peers.delete(origin);
  }

  /** Forgets those of whom nothing was heard for long. */
  sweep(now: number): void {
    for (const [origin, peer] of this.peers) {
      if (now - peer.heardAt <= GONE_MS) continue;
      this.peers.delete(origin);
      this.gone.set(origin, peer);
    }
  }
}

/** @param published what somebody said before they were heard for the first time is no gap */
function newPeer(published: number): Omit<Peer, 'heardAt'> {
  return {
    max: OLDEST_VERSION,
    via: undefined,
    hears: undefined,
    base: published,
    heard: 0,
    newest: 0,
    numbers: new Set(),
    atLastBeat: undefined,
  };
}
