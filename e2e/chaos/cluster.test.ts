import { describe, expect, it } from 'vitest';
import { expectCaught } from './caught';
import { describeRun } from './report';
import { type Scale, SMALL } from './scale';
import { shortRuns } from './short-run';

let isAllWell = true;
const runShort = shortRuns(() => isAllWell);
/** Whoever was there by a server that has died is gone behind 5 s, or 10 more where that was not heard. */
const GONE_MS = 20_000;

describe('two servers behind Nginx, with one Redis', () => {
  it('lose, double and mix up nothing, whatever happens to one of them, to Redis or to what they tell each other', async () => {
    const rounds = [
      'N1b',
      'N2b',
      'N11',
      'N12',
      'N13',
      'N14',
      'N15',
      'N26-redis',
      'N26-notify',
      'N26-both',
      'N27',
      'N29b',
      'N29c',
      'N31b',
      'N36',
      'N11+N31b',
    ];
    const result = await runShort('cluster', rounds, { seed: 16, isCluster: true });
    if (result.violations.length > 0) isAllWell = false;
    expect(result.violations, describeRun(result)).toEqual([]);
    expect(result.faultsDone).toHaveLength(rounds.length + 1);
    expect(Math.min(result.acked, result.changed, result.removals)).toBeGreaterThan(0);
  });

  const TINY: Scale = { ...SMALL, rooms: 1, users: 5, flappingClients: 0, wanderers: 0, slowClients: 0 };

  it.each([
    ['no_hole_read', ['I1', 'I5', 'I19'], ['N15']],
    ['no_heads_poll', ['I1', 'I5', 'I19'], []],
    ['publish_before_commit', ['I7'], []],
    ['deaf_to_removals', ['I8'], []],
    ['limiter_fail_open', ['I12'], ['N11']],
  ] as const)('%s is caught by %s', async (bug, expected, rounds) => {
    const options = { scale: TINY, calmMs: 3_000, healLimitMs: 5_000, isCluster: true, env: { BUG: bug } };
    // Who is on which server is left to chance, too.
    await expectCaught(expected, 41, (seed) => runShort(bug, rounds, { seed, ...options }));
  });

  it('no_presence_ttl is caught by I11', async () => {
    const options = { scale: TINY, calmMs: 1_000, healLimitMs: GONE_MS, isCluster: true };
    await expectCaught(['I11'], 46, (seed) =>
      runShort('no_presence_ttl', ['N29c'], { seed, ...options, env: { BUG: 'no_presence_ttl' } }),
    );
  });
});
