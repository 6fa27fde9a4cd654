import { describe, expect, it } from 'vitest';
import { expectCaught, expectNoViolation } from './caught';
import { type Scale, SMALL } from './scale';
import { shortRuns } from './short-run';

let isAllWell = true;
const runShort = shortRuns(() => isAllWell);

/** Fewer messages, among which are files. */
const FILES: Scale = { ...SMALL, rooms: 2, rate: 30, hasAlbum: true };

describe('no message that was acked loses a file, and no file outlives its message', () => {
  it.each([
    [
      'when the disk is full, the server dies, and what looks at pictures and pages is killed',
      ['N38', 'N40', 'N38+N1', 'N40+N16'],
      'tiny disk',
    ],
    ['when the object store goes away while people upload', ['N39', 'N39+N40'], 'object store'],
  ] as const)('%s', async (_what, rounds, filesPlace) => {
    const name = filesPlace.replace(' ', '-');
    const result = await runShort(name, rounds, { seed: 16, scale: FILES, filesPlace });
    if (result.violations.length > 0) isAllWell = false;
    expectNoViolation(result);
    expect(result.files).toBeGreaterThan(0);
  });
});

describe('a server that is wrong about files turns the run red', () => {
  const TINY: Scale = { ...FILES, rooms: 1, users: 4, plainClients: 0, slowClients: 0, flappingClients: 0 };

  it.each([
    ['lose_file', ['I23'], []],
    ['spoil_file', ['I23'], []],
    ['keep_file', ['I24'], []],
    ['die_with_child', ['I15'], ['N40']],
  ] as const)('%s is caught by %s', async (bug, expected, rounds) => {
    const options = { scale: TINY, calmMs: 2_000, healLimitMs: 10_000, env: { BUG: bug } };
    await expectCaught(expected, 24, (seed) => runShort(bug, rounds, { seed, ...options }));
  });
});
