import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { faultsNamed } from './nemesis';
import { run, type RunOptions, type RunResult } from './run';
import { SMALL } from './scale';
import { PostgresUnderTest } from './world/postgres';

type ShortRun = (
  name: string,
  rounds: readonly string[],
  options?: Partial<RunOptions>,
) => Promise<RunResult>;

/**
 * Short runs on a PostgreSQL that the tests of this file share.
 * @param isAllWell asked at the end: what went wrong stays, so that it can be looked into
 */
export function shortRuns(isAllWell: () => boolean): ShortRun {
  const folder = mkdtempSync(join(tmpdir(), 'chatket-chaos-'));
  let postgres: PostgresUnderTest;
  let hasBroken = false;
  beforeAll(async () => {
    postgres = await PostgresUnderTest.start();
  });
  afterAll(async () => {
    await postgres.stop();
    if (isAllWell() && !hasBroken) rmSync(folder, { recursive: true, force: true });
  });

  return (name, rounds, options = {}) =>
    run({
      seed: 1,
      scale: SMALL,
      postgres,
      folder: join(folder, name),
      plan: rounds.map((round) => faultsNamed(round.split('+'))),
      pace: 0.15,
      calmMs: 300,
      ...options,
    }).catch((error: unknown) => {
      hasBroken = true;
      throw error;
    });
}
