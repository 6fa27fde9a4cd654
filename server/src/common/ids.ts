import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const RANDOM_BYTES = 16;
const pool = new Uint8Array(256 * RANDOM_BYTES);
let used = pool.length;

/** A new id: a UUID of version 7, so that rows made together lie together in the index. */
export function newId(): string {
  return v7({ random: randomBytes() });
}

/** Names one request in answers and in the log. */
export function newTraceId(): string {
  return newId();
}

/** Randomness for one id. Asked for in bulk: for each id alone it would cost more than all the rest of it. */
function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}
