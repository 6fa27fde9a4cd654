import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { answerHelp } from './lib/usage.mjs';

answerHelp(`
npm run flood -- [options]    while ChatKet is running in demo mode
  --room NAME    the room, made if there is none (default: Flood)
  --count N      messages in all (default: 200)
  --every MS     pause of one person between two messages (default: 2100, just below the rate limit)
  --users N      how many people (default: 20; the server lets one address log in about 60 in 15 minutes)
  --url URL      where ChatKet is (default: http://localhost:8080)
`);

// Only now, as it needs what may have to be installed first.
try {
  await setUp('developing');
  await import('./lib/flood/main.mjs');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
