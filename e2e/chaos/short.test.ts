import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './caught';
import type { RunResult } from './run';
import { shortRuns } from './short-run';

let isAllWell = true;
const runShort = shortRuns(() => isAllWell);

function expectWell(result: RunResult): void {
  if (result.violations.length > 0) isAllWell = false;
  expectNoViolation(result);
  expect(result.removals).toBeGreaterThan(0);
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
    expectWell(result);
    expect(result.faultsDone).toEqual(rounds);
  });

  it('when the database is restarted, killed, frozen, locked, full, cut off or has a wrong clock', async () => {
    const rounds = [
      'N3',
      'N4',
      'N5',
      'N6',
      'N8',
      'N9',
      'N10',
      'N16-database',
      'N17-database',
      'N24-database',
      'N7',
    ];
    const result = await runShort('database', rounds, { seed: 12, hasTinyDisk: true });
    expectWell(result);
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
    expectWell(result);
    expect(result.faultsDone.length + result.skipped.length).toBe(rounds.length + 2);
  });

  it('when clients repeat themselves, do not read, come all at once or lose their sessions', async () => {
    const rounds = ['N16-away', 'N23', 'N23-changes', 'N25', 'N25-slow', 'N29', 'N30', 'N30-revoked'];
    const result = await runShort('clients', rounds, { seed: 14 });
    expectWell(result);
    expect(result.faultsDone).toEqual(rounds);
  });

  it('when two things go wrong at the same time', async () => {
    const rounds = ['N1+N22', 'N4+N19', 'N2+N23', 'N6+N16'];
    const result = await runShort('pairs', rounds, { seed: 15 });
    expectWell(result);
  });
});
