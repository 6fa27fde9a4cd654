import './lib/require-node.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopChildren } from './lib/child.mjs';
import { say } from './lib/progress.mjs';
import { isCi } from './lib/is-ci.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { onStopRequest } from './lib/shutdown.mjs';
import { summarize } from './lib/testing/outcome.mjs';
import { runSuite, SUITE_NAMES } from './lib/testing/suites.mjs';
import { answerHelp } from './lib/usage.mjs';

answerHelp(`
npm test [-- suite…] [arguments for the runner of one suite]

Suites: server, process, client, scripts, chaos, bench, e2e. Without any: all of them.
npm test -- server -t "a removed member"
`);

const INTERRUPTED = 130;
const reportDirectory = mkdtempSync(join(tmpdir(), 'chatket-test-'));
process.on('exit', () => rmSync(reportDirectory, { recursive: true, force: true }));

let isStopped = false;
onStopRequest({ stop, hurry: () => process.exit(INTERRUPTED) });

try {
  const { suites, args } = readArguments(process.argv.slice(2));
  await setUp('developing');
  const outcomes = {};
  for (const name of suites) {
    if (isStopped) break;
    say(`\n── ${name} tests ${'─'.repeat(60 - name.length)}`);
    outcomes[name] = await runSuite(name, { args, reportDirectory });
  }
  conclude(outcomes);
} catch (error) {
  console.error(describeError(error));
  say('0 passed, 1 failed');
  process.exitCode = 1;
}
if (isStopped) process.exit(INTERRUPTED);
process.exit();

/** `npm test`, `npm test -- server client`, `npm test -- server -t "a removed member"`. */
function readArguments(words) {
  const end = words.findIndex((word) => !SUITE_NAMES.includes(word));
  const suites = end === -1 ? words : words.slice(0, end);
  const args = end === -1 ? [] : words.slice(end).filter((word, place) => !(place === 0 && word === '--'));
  if (args.length > 0 && suites.length === 0) {
    throw new Refusal(
      `Name the suite before its options: npm test -- ${SUITE_NAMES.join('|')} ${args.join(' ')}`,
    );
  }
  return { suites: suites.length > 0 ? suites : SUITE_NAMES, args };
}

function conclude(outcomes) {
  const { lines, isGreen } = summarize(outcomes, { isSkipAFailure: isCi() });
  say(`\n${lines.join('\n')}`);
  process.exitCode = isGreen ? 0 : 1;
}

function stop() {
  isStopped = true;
  stopChildren('SIGINT');
}
