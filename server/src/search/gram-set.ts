import { inSegment } from './gram-hashes.js';

const LAST_ROUND = 0xffff_ffff;

/**
 * The hashes of one message after the other, each once. A `Set` would be made anew for every message and costs three times
 * as much: here is one table for all of them, in which what an earlier message has left counts as nothing.
 */
export class GramSet {
  private table: Int32Array;
  /** In which round a place of the table was taken. */
  private rounds: Uint32Array;
  private round: number;
  private hashes: Int32Array;
  private size = 0;

  /** @param places a power of two; there is room for half as many hashes before it grows */
  constructor(places = 1_024, round = 1) {
    this.round = round;
    this.table = new Int32Array(places);
    this.rounds = new Uint32Array(places);
    this.hashes = new Int32Array(places / 2);
  }

  add(hash: number): void {
    const last = this.table.length - 1;
    // The last steps of the hash stir its lower bits least.
    let place = (hash ^ (hash >>> 15)) & last;
    while (this.rounds[place] === this.round) {
      if (this.table[place] === hash) return;
      place = (place + 1) & last;
    }
    if (this.size === this.hashes.length) {
      this.grow();
      this.add(hash);
      return;
    }
    this.rounds[place] = this.round;
    this.table[place] = hash;
    this.hashes[this.size++] = hash;
  }

  /**
   * The hashes as they stand in a segment, ascending, and none any more in here. PostgreSQL sorts the grams of each row
   * before it puts them into the index, and sees at once where that is done already.
   */
  take(segment: number): Int32Array {
    const taken = this.hashes.slice(0, this.size);
    for (let place = 0; place < taken.length; place += 1)
      taken[place] = inSegment(taken[place] ?? 0, segment);
    this.clear();
    return taken.sort();
  }

  private clear(): void {
    this.size = 0;
    if (this.round === LAST_ROUND) {
      this.rounds.fill(0);
      this.round = 0;
    }
    this.round += 1;
  }

  private grow(): void {
    const { hashes } = this;
    const places = this.table.length * 2;
    this.table = new Int32Array(places);
    this.rounds = new Uint32Array(places);
    this.hashes = new Int32Array(places / 2);
    this.size = 0;
    for (const hash of hashes) this.add(hash);
  }
}
