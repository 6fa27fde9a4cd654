import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  failedFiles,
  fromJest,
  fromNodeTest,
  fromPlaywright,
  judge,
  summarize,
  withRepeated,
} from '../lib/testing/outcome.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const ENDED_WELL = { code: 0, signal: null, isTimedOut: false };
const GREEN = { passed: 3, failures: [], skipped: [], unsteady: [] };

const jestFile = (name, status, tests) => ({
  name,
  status,
  assertionResults: Object.entries(tests).map(([fullName, result]) => ({ fullName, status: result })),
});

test('jest: passed, failed and skipped tests are told apart', () => {
  const file = jestFile('a.spec.ts', 'failed', {
    one: 'passed',
    two: 'failed',
    three: 'pending',
    four: 'todo',
  });
  assert.deepEqual(fromJest({ testResults: [file] }), {
    passed: 1,
    failures: ['two'],
    skipped: ['three', 'four'],
    unsteady: [],
  });
});

test('jest: what passed only when repeated is among the passed, and named with how it failed', () => {
  const [repeated, failed] = ['passed', 'failed'].map((status) => ({
    fullName: status,
    status,
    failureMessages: ['Error: no tea'],
    retryReasons: ['Error: no cup'],
  }));
  const file = { name: 'a.spec.ts', status: 'failed', assertionResults: [repeated, failed] };
  assert.deepEqual(fromJest({ testResults: [file] }), {
    passed: 1,
    failures: ['failed — Error: no tea'],
    skipped: [],
    unsteady: ['passed — Error: no cup'],
  });
});

test('jest: what passes when its file is run once more is unsteady, what fails again has failed', () => {
  const failed = (fullName) => ({ fullName, status: 'failed', failureMessages: ['Error: no cup'] });
  const first = {
    testResults: [
      jestFile('steady.spec.ts', 'passed', { one: 'passed' }),
      { name: 'shaken.spec.ts', status: 'failed', assertionResults: [failed('two'), failed('three')] },
      { name: 'killed.spec.ts', status: 'failed', assertionResults: [], message: 'its worker was killed' },
    ],
  };
  assert.deepEqual(failedFiles(first), ['shaken.spec.ts', 'killed.spec.ts']);
  const again = {
    testResults: [
      {
        name: 'shaken.spec.ts',
        status: 'failed',
        assertionResults: [{ fullName: 'two', status: 'passed' }, failed('three')],
      },
      jestFile('killed.spec.ts', 'passed', { four: 'passed', five: 'passed' }),
    ],
  };
  assert.deepEqual(fromJest(withRepeated(first, again)), {
    passed: 4,
    failures: ['three — Error: no cup'],
    skipped: [],
    unsteady: ['two — Error: no cup', 'four — its worker was killed'],
  });
});

test('jest: a file that cannot even be loaded is a failure', () => {
  const outcome = fromJest({ testResults: [jestFile('a.spec.ts', 'failed', {})] });
  assert.deepEqual(outcome.failures, ['a.spec.ts: the file could not be run']);
});

test('what failed says how, on one line and in few words', () => {
  const message = `\u001b[31mError:\u001b[39m no tea\n\n  Expected: 1\n  Received: ${'2'.repeat(500)}`;
  const [jest] = fromJest({
    testResults: [
      {
        name: 'a.spec.ts',
        status: 'failed',
        assertionResults: [{ fullName: 'one', status: 'failed', failureMessages: [message] }],
      },
    ],
  }).failures;
  assert.match(jest, /^one — Error: no tea Expected: 1 Received: 2{300,400}$/);
  const broken = {
    name: 'b.spec.ts',
    status: 'failed',
    assertionResults: [],
    message: 'its worker was killed',
  };
  assert.deepEqual(fromJest({ testResults: [broken] }).failures, [
    'b.spec.ts: the file could not be run — its worker was killed',
  ]);
  const spec = {
    title: 'two',
    tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'Error: no cake' }] }] }],
  };
  assert.deepEqual(fromPlaywright({ suites: [{ title: 'c.spec.ts', specs: [spec] }] }).failures, [
    'c.spec.ts › two — Error: no cake',
  ]);
});

test('playwright: groups are entered, a flaky test is named, the reason of a skip is kept', () => {
  const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] });
  const outcome = fromPlaywright({
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('one', 'expected'), spec('two', 'flaky')],
        suites: [
          { title: 'group', specs: [spec('three', 'skipped', [{ type: 'skip', description: 'no nginx' }])] },
        ],
      },
    ],
  });
  assert.deepEqual(outcome, {
    passed: 2,
    failures: [],
    skipped: ['a.spec.ts › group › three (no nginx)'],
    unsteady: ['a.spec.ts › two'],
  });
});

test('playwright: an error outside any test is a failure', () => {
  assert.deepEqual(fromPlaywright({ suites: [], errors: [{ message: 'no server' }] }).failures, [
    'Playwright: no server',
  ]);
});

test('node: tests count once each, groups do not, and a broken file fails', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, {
    'a.test.mjs': `import { describe, test } from 'node:test';
      describe('group', () => { test('one', () => {}); test('two', () => { throw new Error('no'); }); });
      test('three', { skip: 'not here' }, () => {});
      test('four', async (t) => { await t.test('five', () => {}); });`,
    'b.test.mjs': 'throw new Error("broken")',
  });
  const reporter = new URL('../lib/testing/node-test-reporter.mjs', import.meta.url).href;
  const files = ['a', 'b'].map((name) => join(folder, `${name}.test.mjs`));
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--test', `--test-reporter=${reporter}`, ...files], {
    env,
    encoding: 'utf8',
  });
  const outcome = fromNodeTest(stdout);
  assert.equal(outcome.passed, 3, 'one, four and five');
  assert.deepEqual(outcome.skipped, ['three']);
  assert.equal(outcome.failures.length, 2);
  assert.equal(outcome.failures[0], 'group › two — no');
  assert.match(outcome.failures[1], /b\.test\.mjs/);
});

test('a suite that left no result, ran nothing, or ended badly in spite of its tests has failed', () => {
  const failuresOf = (ended) => judge(ended).failures.length;
  assert.equal(failuresOf({ outcome: GREEN, ...ENDED_WELL }), 0);
  assert.equal(failuresOf({ ...ENDED_WELL, code: 1 }), 1);
  assert.equal(failuresOf({ outcome: { ...GREEN, passed: 0 }, ...ENDED_WELL }), 1);
  assert.equal(failuresOf({ outcome: GREEN, ...ENDED_WELL, code: null, signal: 'SIGSEGV' }), 1);
  assert.equal(
    failuresOf({ outcome: { ...GREEN, failures: ['two'] }, ...ENDED_WELL, code: 1 }),
    1,
    'not counted twice',
  );
});

test('the last line adds the suites up', () => {
  const failing = { passed: 2, failures: ['two'], skipped: [], unsteady: [] };
  const { lines, isGreen } = summarize({ server: GREEN, client: failing }, { isSkipAFailure: false });
  assert.deepEqual(lines, ['FAILED   client: two', '5 passed, 1 failed']);
  assert.equal(isGreen, false);
});

test('how long each suite took is told before the sum', () => {
  const { lines } = summarize({ server: { ...GREEN, minutes: 15.38 } }, { isSkipAFailure: false });
  assert.deepEqual(lines, ['Took server 15.4 min', '3 passed, 0 failed']);
});

test('what was skipped is named; in CI it has failed', () => {
  const outcomes = {
    server: GREEN,
    e2e: { ...GREEN, passed: 0, skipped: ['the journeys, because no Chromium'] },
  };
  const here = summarize(outcomes, { isSkipAFailure: false });
  assert.deepEqual(here.lines, ['skipped  e2e: the journeys, because no Chromium', '3 passed, 0 failed']);
  assert.equal(here.isGreen, true);
  const inCi = summarize(outcomes, { isSkipAFailure: true });
  assert.equal(inCi.lines.at(-1), '3 passed, 1 failed');
  assert.equal(inCi.isGreen, false);
});

test('what passed only when repeated is named; more than six of a run have failed', () => {
  const unsteadyOf = (unsteady) => ({ client: { ...GREEN, passed: 6, unsteady } });
  const some = ['one', 'two', 'three', 'four', 'five', 'six'];
  const few = summarize(unsteadyOf(some), { isSkipAFailure: true });
  assert.deepEqual(few.lines, [...some.map((name) => `UNSTEADY client: ${name}`), '6 passed, 0 failed']);
  assert.equal(few.isGreen, true);
  const outcomes = { server: { ...GREEN, unsteady: ['seven'] }, ...unsteadyOf(some) };
  const many = summarize(outcomes, { isSkipAFailure: false });
  assert.equal(many.lines.at(-1), '2 passed, 7 failed');
  assert.equal(many.isGreen, false);
});

test('nothing at all is not green', () => {
  assert.deepEqual(summarize({}, { isSkipAFailure: false }), {
    lines: ['0 passed, 0 failed'],
    isGreen: false,
  });
});
