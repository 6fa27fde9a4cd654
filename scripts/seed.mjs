import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run seed -- [--users 12] [--rooms 6] [--messages 150]    while ChatKet is running

Adds people, rooms and days of conversation. Rooms that are there already stay as they are.
`,
  {
    options: {
      users: { type: 'string', default: '12' },
      rooms: { type: 'string', default: '6' },
      messages: { type: 'string', default: '150' },
    },
  },
);

// Only now, as it needs what may have to be installed first.
try {
  const { seed } = await import('./lib/seed/main.mjs');
  await seed(values);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
