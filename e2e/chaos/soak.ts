import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endlessPlan, faultsNamed } from './nemesis';
import type { Fault } from './nemesis/fault';
import { createRandom } from './random';
import { describeRun } from './report';
import { run, type RunOptions, type RunResult } from './run';
import { LARGE, type Scale, SMALL } from './scale';
import { PostgresUnderTest } from './world/postgres';

const MINUTE_MS = 60_000;
/** A run is judged as a whole and kept in one file: several of medium length are easier to look into than a long one. */
const RUN_LIMIT_MS = 2 * MINUTE_MS;
const CALM_MS = 500;

export interface SoakOptions {
  seed: number;
  minutes: number;
  folder: string;
  scale: 'small' | 'large';
  /** Sends per second; default that of the scale. */
  rate?: number;
  /** Faults by id, `+` between those that run together; default all, then pairs of chance. */
  faults: readonly string[];
  /** Two servers and a Redis. */
  isCluster: boolean;
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
  say,
}: SoakOptions): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const postgres = await PostgresUnderTest.start();
  const endsAt = performance.now() + minutes * MINUTE_MS;
  const sizes: Scale = scale === 'large' ? LARGE : SMALL;
  const plan = faults.length > 0 ? repeated(faults) : endlessPlan(createRandom(seed), isCluster);
  const total = { acked: 0, faults: 0, violations: 0 };
  const kinds = new Set<string>();
  try {
    for (let current = seed; performance.now() < endsAt; current += 1) {
      const place = join(folder, String(current));
      const result = await attempt({
        seed: current,
        scale: { ...sizes, rate: rate ?? sizes.rate },
        postgres,
        folder: place,
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
        total.violations += 1;
        continue;
      }
      say(describeRun(result));
      total.acked += result.acked;
      total.faults += result.faultsDone.length;
      total.violations += result.violations.length;
      for (const id of result.faultsDone) kinds.add(id);
      if (result.violations.length === 0) rmSync(place, { recursive: true });
    }
  } finally {
    await postgres.stop();
  }
  say(
    `all: ${String(total.acked)} acked sends, ${String(total.faults)} faults of ${String(kinds.size)} kinds, ` +
      `${String(total.violations)} violations`,
  );
  return total.violations === 0;
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
