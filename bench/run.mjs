import '../scripts/lib/require-node.mjs';
import { setUp } from '../scripts/lib/setup.mjs';
import { answerHelp } from '../scripts/lib/usage.mjs';

answerHelp(`
npm run bench -- [options]
  --short            few short rounds, for CI; goals with 20 % slack
  --only W1,W3       these workloads only
  --rounds N         rounds per contestant (default 5; 2 with --short)
  --seconds N        length of a measurement (default 5; 2 with --short)
  --warmup N         seconds before it (default 2; 1 with --short)
  --profile          our server alone under the CPU profiler (default W1,W2; also W7, W8, W9): where the time goes
  --server PATH      another build of the server (its dist/main.js), to compare two
  --again            a workload that misses a goal is measured once more, and that counts
  --report FILE      write a line of JSON for each goal and each proof, as scripts/test.mjs reads it
  --no-save          do not write bench/results/
`);

// Only now, as it needs what may have to be installed first.
if (!process.argv.includes('--server')) await setUp('developing');
await import('./lib/main.mjs');
