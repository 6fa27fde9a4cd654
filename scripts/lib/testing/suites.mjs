import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesEnding } from '../files-ending.mjs';
import { node, run } from '../child.mjs';
import { isCi } from '../is-ci.mjs';
import { inRoot, packageProgram } from '../paths.mjs';
import { say } from '../progress.mjs';
import {
  emptyOutcome,
  failedFiles,
  fromJest,
  fromNodeTest,
  fromPlaywright,
  judge,
  withRepeated,
} from './outcome.mjs';
import { findChromium, findNginx } from '../../../rig/programs.mjs';

/** Some twice what it takes on a busy machine: what hangs is told by its name, and leaves time for the rest. */
const SUITE_TIMEOUT_MS = 40 * 60_000;
const SCRIPT_TEST_TIMEOUT_MS = 10 * 60_000;
/** More files than this in which a test failed are no chance. */
const REPEATED_MOST = 4;
/** Those whose ratios hold on a machine that others use as well; latencies do not. */
const STEADY_WORKLOADS = 'W1,W5,W6,W8,W23';

/**
 * The suites by name. Each takes the arguments that are passed through and a file to write its report to, and says
 * how it is run: the command, where, with what, and how its report is read. One that cannot run says why instead.
 */
const SUITES = {
  server: jest('jest.config.mjs'),
  process: jest('jest.process.config.mjs'),
  client: (args, report) => ({
    command: node(
      packageProgram('vitest', { workspace: 'client' }),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ),
    cwd: inRoot('client'),
    read: (text) => fromJest(JSON.parse(text)),
  }),
  scripts: (args, report) => ({
    command: [
      process.execPath,
      '--test',
      `--test-timeout=${SCRIPT_TEST_TIMEOUT_MS}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${new URL('node-test-reporter.mjs', import.meta.url).href}`,
      `--test-reporter-destination=${report}`,
      ...args,
      ...filesEnding(inRoot('scripts'), '.test.mjs'),
    ],
    read: fromNodeTest,
  }),
  chaos: (args, report) => ({
    command: node(
      packageProgram('vitest', { workspace: 'e2e' }),
      'run',
      `--config=${inRoot('e2e', 'chaos', 'vitest.config.ts')}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ),
    env: { NGINX_PATH: findNginx() ?? '' },
    read: (text) => fromJest(JSON.parse(text)),
  }),
  bench: (args, report) =>
    isCi() || args.length > 0
      ? {
          command: node(
            inRoot('bench', 'run.mjs'),
            ...['--short', '--again', '--no-save', '--report', report],
            ...(args.length > 0 ? args : ['--only', STEADY_WORKLOADS]),
          ),
          read: fromNodeTest,
        }
      : { skip: 'the benchmark, which wants a machine for itself (npm run bench:short)' },
  e2e: async (args, report) => {
    const [chromium, nginx] = [await findChromium(), findNginx()];
    if (!chromium) return { skip: 'the browser journeys, because no Chromium was found (set CHROMIUM_PATH)' };
    return {
      command: node(
        packageProgram('@playwright/test', { workspace: 'e2e', program: 'playwright' }),
        'test',
        '--reporter=list,json',
        ...args,
      ),
      cwd: inRoot('e2e'),
      env: { CHROMIUM_PATH: chromium, NGINX_PATH: nginx ?? '', PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      read: (text) => fromPlaywright(JSON.parse(text)),
    };
  },
};

/** The specs of the server, with one of its configurations. */
function jest(config) {
  return (args, report) => ({
    command: node(
      packageProgram('jest', { workspace: 'server' }),
      `--config=${config}`,
      '--json',
      `--outputFile=${report}`,
      ...args,
    ),
    cwd: inRoot('server'),
    env: { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim() },
    read: (text) => fromJest(JSON.parse(text)),
    isRepeated: isCi(),
  });
}

export const SUITE_NAMES = Object.keys(SUITES);

/**
 * Runs one suite, its output going to the screen.
 * @param {string} name one of SUITE_NAMES
 * @param {{ args: string[], reportDirectory: string }} options
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function runSuite(name, { args, reportDirectory }) {
  const report = join(reportDirectory, `${name}.report`);
  const { skip, command, cwd, env, read, isRepeated = false } = await SUITES[name](args, report);
  if (skip) return { ...emptyOutcome(), skipped: [skip] };
  const begun = performance.now();
  const toRun = (/** @type {string[]} */ ...more) =>
    run([...command, ...more], { cwd, env, timeoutMs: SUITE_TIMEOUT_MS });
  let ended = await toRun();
  const first = isRepeated && ended.code !== 0 ? readReport(report, JSON.parse) : undefined;
  const files = first ? failedFiles(first) : [];
  if (files.length > 0 && files.length <= REPEATED_MOST) {
    say(`\nOnce more, by themselves: ${files.join(', ')}`);
    ended = await toRun('--runTestsByPath', ...files);
    const again = readReport(report, JSON.parse);
    if (again) writeFileSync(report, JSON.stringify(withRepeated(first, again)));
  }
  const minutes = (performance.now() - begun) / 60_000;
  return { ...judge({ ...ended, outcome: readReport(report, read) }), minutes };
}

function readReport(report, read) {
  try {
    return read(readFileSync(report, 'utf8'));
  } catch {
    return undefined; // missing or cut off in the middle: the judge turns that into a failure
  }
}
