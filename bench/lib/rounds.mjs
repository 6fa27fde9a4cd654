// @ts-check

/**
 * Measures contestants in turns, A B … then … B A, so that a change of the machine's mood meets all of them.
 * @template T
 * @param {{ names: string[], rounds: number, onRound?: (name: string, result: T) => void }} plan
 * @param {(name: string, round: number) => Promise<T>} measure
 * @returns {Promise<Record<string, T[]>>} results by name, one per round
 */
export async function interleave({ names, rounds, onRound }, measure) {
  const results = Object.fromEntries(names.map((name) => [name, /** @type {T[]} */ ([])]));
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const result = await measure(name, round);
      results[name].push(result);
      onRound?.(name, result);
    }
  }
  return results;
}

/** Round by round: `of` this contestant divided by that of the other. @param {any[]} ours @param {any[]} theirs @param {(result: any) => number} of */
export function ratios(ours, theirs, of) {
  return ours.slice(0, theirs.length).map((result, index) => of(result) / of(theirs[index]));
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
