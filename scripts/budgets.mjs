import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm run budgets

Measures the built client against its budgets: bytes, Lighthouse, how it feels.
`);

// Only now, as it needs what may have to be installed first.
try {
  await setUp('developing');
  await import('./lib/budgets/main.mjs');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
