import { expect } from 'vitest';
import type { InvariantId } from './checker/violations';
import { describeRun } from './report';
import type { RunResult } from './run';

/** A bug that one seed of three shows is missed by all of so many in one run of seven hundred. */
const SEEDS = 16;

/**
 * A server with a bug breaks one of these. Whether people do what the bug spoils, and meet a fault with it, is left to chance:
 * another seed has them do other things.
 * @param firstSeed it and those behind it are run one after the other, until one is caught
 */
export async function expectCaught(
  expected: readonly InvariantId[],
  firstSeed: number,
  run: (seed: number) => Promise<RunResult>,
): Promise<void> {
  let result: RunResult | undefined;
  let isCaught = false;
  for (let seed = firstSeed; seed < firstSeed + SEEDS && !isCaught; seed += 1) {
    result = await run(seed);
    isCaught = result.violations.some(({ id }) => expected.includes(id));
  }
  expect(isCaught, result && describeRun(result)).toBe(true);
}

/** A failing run says how to see it again. */
export function expectNoViolation(result: RunResult): void {
  if (result.skipped.length > 0) console.log(describeRun(result));
  expect(result.violations, describeRun(result)).toEqual([]);
  expect(result.acked).toBeGreaterThan(0);
  expect(result.changed).toBeGreaterThan(0);
}
