import { sha256 } from '@noble/hashes/sha2';
import { createView } from '@noble/hashes/utils';

/** One block less its end: a bit, and the length. */
const LENGTH_MAX = 55;

const begun = sha256.create();
/** Used again for each text, as whoever logs in waits for many thousands of them. */
const hash = sha256.create();
const bytes = new Uint8Array(LENGTH_MAX);
const result = new Uint8Array(hash.outputLen);
const words = createView(result);
const encoder = new TextEncoder();

/**
 * The first 32 bits of the SHA-256 of a short text. Without the browser's own, which pages on plain http do not have, and
 * which makes a promise of every hash.
 * @param text ASCII, at most 55 characters
 */
export function firstWordOfHash(text: string): number {
  if (text.length > LENGTH_MAX) throw new RangeError('the text is longer than one block');
  const { written } = encoder.encodeInto(text, bytes);
  begun._cloneInto(hash).update(bytes.subarray(0, written)).digestInto(result);
  return words.getUint32(0);
}

/** The first number behind a salt by which the hash begins with so many zero bits: 31 at most. */
export function findAnswer(salt: string, difficulty: number): number {
  let answer = 0;
  while (Math.clz32(firstWordOfHash(`${salt}:${String(answer)}`)) < difficulty) answer += 1;
  return answer;
}
