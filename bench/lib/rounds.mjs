// @ts-check

/** Cores that other machines of the same host took while we wanted them: beyond, a number tells of those. */
const MAX_STOLEN_CORES = 0.1;

/**
 * Measures contestants in turns, A B … then … B A, so that a change of the machine's mood meets all of them. What was
 * disturbed (`stolenCores`) is measured once more, as long as there are no more repetitions than rounds; of the two the
 * less disturbed counts, whichever looks better.
 * @template {{ stolenCores?: number }} T
 * @param {{ names: string[], rounds: number, onRound?: (name: string, result: T) => void }} plan
 * @param {(name: string, round: number) => Promise<T>} measure
 * @returns {Promise<Record<string, T[]>>} results by name, one per round
 */
export async function interleave({ names, rounds, onRound }, measure) {
  let repetitions = rounds;
  const calm = async (name, round) => {
    const result = await measure(name, round);
    if (stolen(result) <= MAX_STOLEN_CORES || repetitions === 0) return result;
    repetitions -= 1;
    const again = await measure(name, round);
    return stolen(again) < stolen(result) ? again : result;
  };
  const results = Object.fromEntries(names.map((name) => [name, /** @type {T[]} */ ([])]));
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const result = await calm(name, round);
      results[name].push(result);
      onRound?.(name, result);
    }
  }
  return results;
}

const stolen = ({ stolenCores = 0 }) => stolenCores;

/**
 * Round by round: `of` this contestant divided by that of the other. Rounds in which one of them was disturbed although
 * it was measured twice are left out, unless nothing remains.
 * @param {any[]} ours @param {any[]} theirs @param {(result: any) => number} of
 */
export function ratios(ours, theirs, of) {
  const pairs = theirs.flatMap((other, index) => (index < ours.length ? [[ours[index], other]] : []));
  const calm = pairs.filter((pair) => pair.every((result) => stolen(result) <= MAX_STOLEN_CORES));
  return (calm.length > 0 ? calm : pairs).map(([result, other]) => of(result) / of(other));
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
