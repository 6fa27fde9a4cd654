import { describe, expect, it } from 'vitest';
import { ARRANGEMENT_MUTATIONS } from './arrangement-mutations';
import { check } from './check';
import { CLUSTER_MUTATIONS } from './cluster-mutations';
import { CHANGE_MUTATIONS } from './change-mutations';
import { FILE_MUTATIONS } from './file-mutations';
import { CHANGES } from './good-changes';
import { COUNTER_MUTATIONS } from './counter-mutations';
import { MESSAGES } from './good-names';
import { goodRun } from './good-run';
import { MUTATIONS } from './mutations';
import { REMOVAL_MUTATIONS } from './removal-mutations';
import { SECRET_MUTATIONS } from './secret-mutations';
import { REMOVALS } from './good-removals';

describe('the checker', () => {
  it('finds nothing in a run in which nothing went wrong', () => {
    const { history, state } = goodRun();
    expect(check(history, state)).toEqual({
      violations: [],
      acked: MESSAGES,
      changed: CHANGES.length,
      removals: REMOVALS.length,
      deliveries: 3 * MESSAGES,
      files: 2,
      faults: 1,
    });
  });

  it.each([
    ...MUTATIONS,
    ...CHANGE_MUTATIONS,
    ...REMOVAL_MUTATIONS,
    ...ARRANGEMENT_MUTATIONS,
    ...SECRET_MUTATIONS,
    ...FILE_MUTATIONS,
    ...COUNTER_MUTATIONS,
    ...CLUSTER_MUTATIONS,
  ])('catches it when %s (%s)', (_what, id, mutate) => {
    const run = goodRun();
    mutate(run);
    expect(check(run.history, run.state).violations.map((violation) => violation.id)).toContain(id);
  });

  it('names a few of many violations and counts the others', () => {
    const { history, state } = goodRun();
    for (let n = 0; n < 50; n += 1) history.push({ k: 'alarm', line: 'uncaughtException' });
    const { violations } = check(history, state);
    expect(violations).toHaveLength(21);
    expect(violations.at(-1)).toEqual({ id: 'I15', what: 'and 30 more' });
  });
});
