/** FIPS 180-4: the constants are the fractions of the roots of the first primes. */
const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
/** One block less its end: a bit, and the length. */
const LENGTH_MAX = 55;

const words = new Int32Array(64);
const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/**
 * The first 32 bits of the SHA-256 of a short text. Without the browser's own, which pages on plain http do not have, and
 * which makes a promise of every hash.
 * @param text ASCII, at most 55 characters
 */
export function firstWordOfHash(text: string): number {
  if (text.length > LENGTH_MAX) throw new RangeError('the text is longer than one block');
  words.fill(0, 0, 16);
  for (let index = 0; index <= text.length; index += 1) {
    const byte = index < text.length ? text.charCodeAt(index) : 0x80;
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - 8 * (index & 3)));
  }
  words[15] = text.length * 8;
  for (let index = 16; index < 64; index += 1) {
    const near = words[index - 2] ?? 0;
    const far = words[index - 15] ?? 0;
    const nearMix = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    const farMix = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    words[index] = (words[index - 16] ?? 0) + farMix + (words[index - 7] ?? 0) + nearMix;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = START;
  for (let index = 0; index < 64; index += 1) {
    const mix = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + mix + ((e & f) ^ (~e & g)) + (K[index] ?? 0) + (words[index] ?? 0)) | 0;
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return (a + (START[0] ?? 0)) >>> 0;
}

/** The first number behind a salt by which the hash begins with so many zero bits: 31 at most. */
export function findAnswer(salt: string, difficulty: number): number {
  let answer = 0;
  while (Math.clz32(firstWordOfHash(`${salt}:${String(answer)}`)) < difficulty) answer += 1;
  return answer;
}
