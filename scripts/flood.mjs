import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run flood -- [options]    while ChatKet is running in demo mode
  --room NAME    the room, made if there is none (default: Flood)
  --count N      messages in all (default: 200)
  --every MS     pause of one person between two messages (default: 2100, just below the rate limit)
  --users N      how many people (default: 20; the server lets one address log in about 60 in 15 minutes)
  --url URL      where ChatKet is (default: http://localhost:8080)
`,
  {
    options: {
      room: { type: 'string', default: 'Flood' },
      count: { type: 'string', default: '200' },
      every: { type: 'string', default: '2100' },
      users: { type: 'string', default: '20' },
      url: { type: 'string', default: 'http://localhost:8080' },
    },
  },
);

// Only now, as it needs what may have to be installed first.
try {
  await setUp('developing');
  const { flood } = await import('./lib/flood/main.mjs');
  await flood(values);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
process.exit();
