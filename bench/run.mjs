import '../scripts/lib/require-node.mjs';
import { readArguments } from './lib/arguments.mjs';
import { setUp } from '../scripts/lib/setup.mjs';

const { serverMain } = readArguments();

// Only now, as it needs what may have to be installed first.
if (!serverMain) await setUp('developing');
await import('./lib/main.mjs');
