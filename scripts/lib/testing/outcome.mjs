import { stripVTControlCharacters } from 'node:util';

/**
 * What a suite came to.
 * @typedef {{ passed: number, failures: string[], skipped: string[], unsteady: string[], minutes?: number }} Outcome
 *   All but `passed` hold the name of each test; that of one that failed is followed by how. `unsteady`: failed once and
 *   passed when repeated; these are among the passed as well (ADR 33)
 */

/** More tests of one run than this that passed only when repeated are no chance: the run has failed. */
const UNSTEADY_MOST = 6;

/**
 * Reads the result of jest, or of vitest, which writes the same form.
 * @param {object} report
 * @returns {Outcome}
 */
export function fromJest(report) {
  const outcome = emptyOutcome();
  for (const file of report.testResults) {
    for (const { status, fullName, failureMessages, retryReasons = [] } of file.assertionResults) {
      const isUnsteady = status === 'passed' && retryReasons.length > 0;
      const said = isUnsteady ? retryReasons[0] : failureMessages?.[0];
      add(outcome, isUnsteady ? 'unsteady' : (JEST_STATUS[status] ?? 'skipped'), fullName, said);
    }
    const hasFailedTest = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !hasFailedTest)
      add(outcome, 'failed', `${file.name}: the file could not be run`, file.message);
  }
  return outcome;
}

/**
 * Puts in what came out of files that were run once more.
 * @param {object} report of jest
 * @param {object} again the same, of some of its files
 * @returns {object} the report; what failed and then passed has passed, with `retryReasons`
 */
export function withRepeated(report, again) {
  const repeated = new Map(again.testResults.map((file) => [file.name, file]));
  const testResults = report.testResults.map((file) => {
    const second = repeated.get(file.name);
    return second ? repeatedFile(file, second) : file;
  });
  return { ...report, testResults };
}

function repeatedFile(first, second) {
  const statuses = new Map(first.assertionResults.map((test) => [test.fullName, test]));
  const assertionResults = second.assertionResults.map((test, place) => {
    const before = statuses.get(test.fullName);
    const hasFailed = before?.status === 'failed' || (first.assertionResults.length === 0 && place === 0);
    const retryReasons = hasFailed ? (before?.failureMessages ?? [first.message]) : [];
    return { ...test, retryReasons };
  });
  return { ...second, assertionResults };
}

/** @returns {string[]} the files of jest's report in which something failed */
export function failedFiles(report) {
  return report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

const JEST_STATUS = { passed: 'passed', failed: 'failed' };

/**
 * Reads the result of Playwright.
 * @param {object} report
 * @returns {Outcome}
 */
export function fromPlaywright(report) {
  const outcome = emptyOutcome();
  const visit = ({ suites = [], specs = [] }, names) => {
    for (const spec of specs) {
      const name = [...names, spec.title].join(' › ');
      for (const test of spec.tests)
        add(outcome, PLAYWRIGHT_STATUS[test.status] ?? 'failed', name + reasonOf(test), messageOf(test));
    }
    for (const suite of suites) visit(suite, [...names, suite.title]);
  };
  visit(report, []);
  outcome.failures.push(...(report.errors ?? []).map(({ message }) => `Playwright: ${message}`));
  return outcome;
}

const PLAYWRIGHT_STATUS = { expected: 'passed', unexpected: 'failed', flaky: 'unsteady', skipped: 'skipped' };

function reasonOf({ annotations = [] }) {
  const reason = annotations.find(({ type, description }) => type === 'skip' && description)?.description;
  return reason ? ` (${reason})` : '';
}

function messageOf({ results = [] }) {
  return results.flatMap(({ errors = [] }) => errors).find(({ message }) => message)?.message;
}

/**
 * Reads the lines of `node-test-reporter.mjs`.
 * @param {string} lines a JSON object each
 * @returns {Outcome}
 */
export function fromNodeTest(lines) {
  const outcome = emptyOutcome();
  for (const line of lines.split('\n').filter(Boolean)) {
    const { status, name, message } = JSON.parse(line);
    add(outcome, status, name, message);
  }
  return outcome;
}

export function emptyOutcome() {
  return { passed: 0, failures: [], skipped: [], unsteady: [] };
}

function add(outcome, status, name, message) {
  const line = message ? `${name} — ${shortened(message)}` : name;
  if (status === 'passed' || status === 'unsteady') outcome.passed += 1;
  if (status === 'unsteady') outcome.unsteady.push(line);
  else if (status === 'failed') outcome.failures.push(line);
  else if (status !== 'passed') outcome.skipped.push(name);
}

const SHOWN_LINES = 5;
const SHOWN_MOST = 400;

/** What a message begins with, on one line: whoever sees only the end of a log learns what went wrong. */
function shortened(message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.slice(0, SHOWN_LINES).join(' ').slice(0, SHOWN_MOST);
}

/**
 * What the end of the process adds to what its report says: a suite that was cut off, or that ended badly with no
 * test to show for it, or that ran nothing at all, has failed.
 * @param {{ outcome?: Outcome, code: number | null, signal: string | null, isTimedOut: boolean }} ended
 *   no outcome: the suite left no report that can be read
 * @returns {Outcome}
 */
export function judge({ outcome, code, signal, isTimedOut }) {
  if (!outcome)
    return {
      ...emptyOutcome(),
      failures: [`no result was written (${endOf({ code, signal, isTimedOut })})`],
    };
  const failures = [...outcome.failures];
  if (code !== 0 && failures.length === 0) {
    failures.push(`every test passed, yet the suite ended with ${endOf({ code, signal, isTimedOut })}`);
  }
  if (outcome.passed + failures.length + outcome.skipped.length === 0) failures.push('no test was run');
  return { ...outcome, failures };
}

function endOf({ code, signal, isTimedOut }) {
  if (isTimedOut) return 'a timeout';
  return signal ? `signal ${signal}` : `exit code ${code}`;
}

/**
 * Adds the suites up.
 * @param {Record<string, Outcome>} outcomes by name of the suite
 * @param {{ isSkipAFailure: boolean }} rule true where everything must run, as in CI
 * @returns {{ lines: string[], isGreen: boolean }} the closing lines for people; the last is `N passed, N failed`
 */
export function summarize(outcomes, { isSkipAFailure }) {
  const lines = [];
  let [passed, failed, unsteady] = [0, 0, 0];
  for (const [suite, outcome] of Object.entries(outcomes)) {
    passed += outcome.passed;
    failed += outcome.failures.length + (isSkipAFailure ? outcome.skipped.length : 0);
    lines.push(
      ...listOf(outcome.failures, `FAILED   ${suite}: `),
      ...listOf(outcome.skipped, `skipped  ${suite}: `),
      ...listOf(outcome.unsteady, `UNSTEADY ${suite}: `),
    );
    unsteady += outcome.unsteady.length;
  }
  if (isSkipAFailure && Object.values(outcomes).some(({ skipped }) => skipped.length > 0)) {
    lines.push('CI is set, so everything that was skipped counts as failed.');
  }
  const took = Object.entries(outcomes).filter(([, { minutes }]) => minutes !== undefined);
  if (took.length > 0)
    lines.push(`Took ${took.map(([suite, { minutes }]) => `${suite} ${minutes.toFixed(1)} min`).join(', ')}`);
  if (unsteady > UNSTEADY_MOST) {
    lines.push(`${unsteady} tests passed only when repeated, ${UNSTEADY_MOST} may: they count as failed.`);
    [passed, failed] = [passed - unsteady, failed + unsteady];
  }
  return { lines: [...lines, `${passed} passed, ${failed} failed`], isGreen: failed === 0 && passed > 0 };
}

const LISTED = 50;

function listOf(names, prefix) {
  const listed = names.slice(0, LISTED).map((name) => prefix + name.split('\n', 1)[0]);
  return names.length > LISTED ? [...listed, `${prefix}and ${names.length - LISTED} more`] : listed;
}
