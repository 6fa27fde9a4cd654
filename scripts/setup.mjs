import './lib/require-node.mjs';
import { say } from './lib/progress.mjs';
import { postgresBinaries } from './lib/postgres/binaries.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm run setup

Installs what running needs and builds, as npm start does, and starts nothing: for a start by another user.
`);

// `npm run setup`: everything that `npm start` does to the folder before it starts, for a start by another user.
try {
  await setUp('running');
  await postgresBinaries().catch((error) => say(describeError(error)));
  say('Ready: npm start');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
