import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvariantId } from './checker/violations';
import { faultsNamed } from './nemesis';
import { describeRun } from './report';
import { run, type RunOptions, type RunResult } from './run';
import { type Scale, SMALL } from './scale';
import { PostgresUnderTest } from './world/postgres';

const folder = mkdtempSync(join(tmpdir(), 'chatket-chaos-'));
let postgres: PostgresUnderTest;
let isAllWell = true;

beforeAll(async () => {
  postgres = await PostgresUnderTest.start();
});
afterAll(async () => {
  await postgres.stop();
  // What went wrong stays, so that it can be looked into.
  if (isAllWell) rmSync(folder, { recursive: true, force: true });
});

async function runShort(
  name: string,
  rounds: readonly string[],
  options: Partial<RunOptions> = {},
): Promise<RunResult> {
  return run({
    seed: 1,
    scale: SMALL,
    postgres,
    folder: join(folder, name),
    plan: rounds.map((round) => faultsNamed(round.split('+'))),
    pace: 0.15,
    calmMs: 300,
    ...options,
  });
}

/** A failing run says how to see it again. */
function expectNoViolation(result: RunResult): void {
  if (result.violations.length > 0) isAllWell = false;
  if (result.skipped.length > 0) console.log(describeRun(result));
  expect(result.violations, describeRun(result)).toEqual([]);
  expect(result.acked).toBeGreaterThan(0);
  expect(result.changed).toBeGreaterThan(0);
}

describe('nothing acked is lost, doubled or out of order', () => {
  it('when the server dies at each of its weak points, is restarted, stands still or has a wrong clock', async () => {
    const rounds = [
      'N1-before-commit',
      'N1-mid-batch',
      'N1-after-commit',
      'N1-before-emit',
      'N1-edit-after-commit',
      'N1-delete-before-commit',
      'N1-react-after-commit',
      'N2',
      'N31',
      'N24',
    ];
    const result = await runShort('server', rounds, { seed: 11 });
    expectNoViolation(result);
    expect(result.faultsDone).toEqual(rounds);
  });

  it('when the database is restarted, killed, frozen, locked, full, cut off or has a wrong clock', async () => {
    const rounds = ['N3', 'N4', 'N5', 'N6', 'N8', 'N9', 'N16-database', 'N17-database', 'N24-database', 'N7'];
    const result = await runShort('database', rounds, { seed: 12, hasTinyDisk: true });
    expectNoViolation(result);
    expect(result.faultsDone.length + result.skipped.length).toBe(rounds.length);
  });

  it('when the network cuts, stalls, delays, slices, loses and repeats, and Nginx reloads', async () => {
    const rounds = [
      'N16',
      'N16-half',
      'N17',
      'N18-up',
      'N18-down',
      'N19',
      'N20',
      'N21',
      'N22',
      'N22-ack',
      'N22-live',
      'N23-frames',
    ];
    const result = await runShort('network', [...rounds, 'N28', 'N28-restart'], { seed: 13, hasNginx: true });
    expectNoViolation(result);
    expect(result.faultsDone.length + result.skipped.length).toBe(rounds.length + 2);
  });

  it('when clients repeat themselves, do not read, come all at once or lose their sessions', async () => {
    const rounds = ['N16-away', 'N23', 'N25', 'N25-slow', 'N29', 'N30'];
    const result = await runShort('clients', rounds, { seed: 14 });
    expectNoViolation(result);
    expect(result.faultsDone).toEqual(rounds);
  });

  it('when two things go wrong at the same time', async () => {
    const rounds = ['N1+N22', 'N4+N19', 'N2+N23', 'N6+N16'];
    const result = await runShort('pairs', rounds, { seed: 15 });
    expectNoViolation(result);
  });
});

describe('a server with a known bug turns the run red', () => {
  const TINY: Scale = {
    ...SMALL,
    rooms: 1,
    users: 5,
    flappingClients: 0,
    wanderers: 0,
    slowClients: 0,
    plainClients: 1,
  };
  /** A heartbeat of the client's would cut the connection, and heal it. */
  const PATIENT = { PING_INTERVAL_MS: '60000', PING_TIMEOUT_MS: '60000' };

  it.each([
    ['emit_before_commit', ['I7'], ['N16'], TINY],
    ['ack_before_commit', ['I1'], ['N1', 'N1', 'N1'], TINY],
    ['ts_cursor', ['I1', 'I5'], ['N16-away', 'N16-away'], TINY],
    ['no_dedupe', ['I3'], ['N23'], TINY],
    ['drop_slow', ['I1', 'I5'], ['N25'], TINY],
  ] as const)('%s is caught by %s', async (bug, expected, rounds, scale) => {
    const result = await runShort(bug, rounds, {
      seed: 21,
      scale,
      healLimitMs: 10_000,
      env: { BUG: bug, ...(bug === 'drop_slow' && PATIENT) },
    });
    expectCaught(result, expected);
  });

  it.each([
    ['lose_change', ['I19'], []],
    ['double_change', ['I3'], []],
    ['tell_twice', ['I5'], []],
    ['forget_reaction', ['I1'], []],
    ['show_deleted', ['I20'], []],
    // What is remembered for those who come back is remembered since somebody has.
    ['stale_quote', ['I19', 'I20'], ['N16']],
    ['stale_state', ['I19'], []],
  ] as const)('%s is caught by %s', async (bug, expected, rounds) => {
    const scale = { ...TINY, duplicateShare: 0.25 };
    // Whether people do what the bug spoils is left to chance: another seed has them do other things.
    let result = await runShort(bug, rounds, { seed: 22, scale, calmMs: 4_000, env: { BUG: bug } });
    for (let seed = 23; seed < 26 && !isCaught(result, expected); seed += 1)
      result = await runShort(bug, rounds, { seed, scale, calmMs: 4_000, env: { BUG: bug } });
    expectCaught(result, expected);
  });
});

function isCaught({ violations }: RunResult, expected: readonly InvariantId[]): boolean {
  return violations.some(({ id }) => expected.includes(id));
}

function expectCaught(result: RunResult, expected: readonly InvariantId[]): void {
  expect(isCaught(result, expected), describeRun(result)).toBe(true);
}
