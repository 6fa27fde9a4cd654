import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endlessPlan, faultsNamed } from './nemesis';
import type { Fault } from './nemesis/fault';
import { createRandom } from './random';
import { describeRun } from './report';
import { Sums } from './sums';
import { run, type RunOptions, type RunResult } from './run';
import { LARGE, POURED, SMALL } from './scale';
import { PostgresUnderTest } from './world/postgres';

const MINUTE_MS = 60_000;
/** A run is judged as a whole and kept in one file: several of medium length are easier to look into than a long one. */
const RUN_LIMIT_MS = 2 * MINUTE_MS;
const CALM_MS = 500;
const SCALES = { small: SMALL, large: LARGE, poured: POURED };

export interface SoakOptions {
  seed: number;
  minutes: number;
  folder: string;
  scale: keyof typeof SCALES;
  /** Sends per second; default that of the scale. */
  rate?: number;
  /** Faults by id, `+` between those that run together; default all, then pairs of chance. */
  faults: readonly string[];
  /** Two servers and a Redis. */
  isCluster: boolean;
  /** No new run begins when so many sends were acked over so many faults, those of earlier runs in `sums` included. */
  sends?: number;
  breaks?: number;
  /** A file to which each run adds a line of JSON, so that several runs add up. */
  sums?: string;
  say: (line: string) => void;
}

/** Run after run with rising seeds until the time is over. @returns whether nothing was violated */
export async function soak({
  seed,
  minutes,
  folder,
  scale,
  rate,
  faults,
  isCluster,
  sends = Infinity,
  breaks = 0,
  sums: place,
  say,
}: SoakOptions): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const postgres = await PostgresUnderTest.start();
  const endsAt = performance.now() + minutes * MINUTE_MS;
  const sizes = SCALES[scale];
  const plan = faults.length > 0 ? repeated(faults) : endlessPlan(createRandom(seed), isCluster);
  const sums = new Sums(place);
  try {
    for (let current = seed; performance.now() < endsAt && !sums.reach(sends, breaks); current += 1) {
      const history = join(folder, String(current));
      const result = await attempt({
        seed: current,
        scale: { ...sizes, rate: rate ?? sizes.rate },
        postgres,
        folder: history,
        plan: rest(plan),
        pace: 0.4,
        calmMs: CALM_MS,
        limitMs: Math.min(RUN_LIMIT_MS, endsAt - performance.now()),
        hasNginx: true,
        hasTinyDisk: true,
        isCluster,
        filesPlace: current % 2 === 0 ? 'tiny disk' : 'object store',
      });
      if (result instanceof Error) {
        say(`seed ${String(current)} could not be run to its end: ${result.stack ?? result.message}`);
        sums.addFailed(current, result.message);
        continue;
      }
      say(describeRun(result));
      sums.add(result);
      if (result.violations.length === 0) rmSync(history, { recursive: true });
    }
  } finally {
    await postgres.stop();
  }
  say(`all: ${sums.describe()}`);
  return sums.violations === 0;
}

function attempt(options: RunOptions): Promise<RunResult | Error> {
  return run(options).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}

function* repeated(ids: readonly string[]): Generator<Fault[]> {
  for (;;) for (const together of ids) yield faultsNamed(together.split('+'));
}

/** What is left of a plan: a run that ends early does not end the plan with it. */
function* rest(plan: Iterator<Fault[]>): Generator<Fault[]> {
  for (let next = plan.next(); !next.done; next = plan.next()) yield next.value;
}
