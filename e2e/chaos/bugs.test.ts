import { describe, it } from 'vitest';
import { expectCaught } from './caught';
import { type Scale, SMALL } from './scale';
import { shortRuns } from './short-run';

const runShort = shortRuns(() => true);

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
  /** Who is put out and comes back asks for everything anew, and has what was thrown away. */
  const STAYING: Scale = { ...TINY, removals: 0 };
  /** A heartbeat of the client's would cut the connection, and heal it. */
  const PATIENT = { PING_INTERVAL_MS: '60000', PING_TIMEOUT_MS: '60000' };

  it.each([
    ['emit_before_commit', ['I7'], ['N16'], TINY],
    ['ack_before_commit', ['I1'], ['N1', 'N1', 'N1'], TINY],
    ['ts_cursor', ['I1', 'I5'], ['N16-away', 'N16-away'], TINY],
    ['no_dedupe', ['I3'], ['N23'], TINY],
    ['drop_slow', ['I1', 'I5'], ['N25'], STAYING],
  ] as const)('%s is caught by %s', async (bug, expected, rounds, scale) => {
    const env = { BUG: bug, ...(bug === 'drop_slow' && PATIENT) };
    const options = { scale, healLimitMs: 10_000, env };
    await expectCaught(expected, 21, (seed) => runShort(bug, rounds, { seed, ...options }));
  });

  it.each([
    ['lose_change', ['I19'], []],
    ['double_change', ['I3'], []],
    ['tell_twice', ['I5'], []],
    ['forget_reaction', ['I1'], []],
    ['show_deleted', ['I20'], ['N23-changes']],
    // What is remembered for those who come back is remembered since somebody has.
    ['stale_quote', ['I19', 'I20'], ['N16']],
    ['stale_state', ['I19'], []],
    ['keep_revoked', ['I9'], ['N30-revoked']],
    ['forget_eviction', ['I8'], []],
    ['late_eviction', ['I8'], []],
    ['hide_removals', ['I5'], []],
    ['hide_reads', ['I10'], []],
  ] as const)('%s is caught by %s', async (bug, expected, rounds) => {
    const scale = { ...TINY, duplicateShare: 0.25 };
    const options = { scale, calmMs: 4_000, env: { BUG: bug } };
    await expectCaught(expected, 22, (seed) => runShort(bug, rounds, { seed, ...options }));
  });
});
