import './lib/require-node.mjs';
import { CHECKS, PREPARATIONS } from './lib/checks.mjs';
import { run, stopChildren } from './lib/child.mjs';
import { say } from './lib/progress.mjs';
import { setUp } from './lib/setup.mjs';
import { onStopRequest } from './lib/shutdown.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm run check

Types, lint, arrows between folders, unused code, dependencies, formatting.
`);

const AT_ONCE = 2;
const INTERRUPTED = 130;

onStopRequest({ stop: () => (stopChildren(), process.exit(INTERRUPTED)) });

await setUp('developing');
const failed = await runAll(PREPARATIONS);
if (failed.length === 0) failed.push(...(await runAll(CHECKS)));

if (failed.length > 0) {
  console.error(`\n${failed.length} of the checks failed: ${failed.join(' · ')}`);
  process.exit(1);
}
say('\nAll checks passed.');

/** Runs the steps, a few at a time, each to its end whatever the others say. @returns the names of those that failed */
async function runAll(steps) {
  const [waiting, failures] = [Object.entries(steps), []];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const [name, command] = step;
      if (!(await succeeds(name, command))) failures.push(name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

async function succeeds(name, command) {
  const startedAt = performance.now();
  const { code, output } = await run(command(), { isQuiet: true });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code !== 0) say(`${output.trimEnd()}\n`);
  return code === 0;
}
