import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { answerHelp } from './lib/usage.mjs';

answerHelp(`
npm run seed -- [--users 12] [--rooms 6] [--messages 150]    while ChatKet is running

Adds people, rooms and days of conversation. Rooms that are there already stay as they are.
`);

// Only now, as it needs what may have to be installed first.
try {
  await import('./lib/seed/main.mjs');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
