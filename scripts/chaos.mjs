import './lib/require-node.mjs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { onStopRequest } from './lib/shutdown.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run chaos -- [--seed N] [--minutes M] [--faults N5,N7] [--cluster] [--sends N] [--breaks N] [--sums FILE]

Breaks ChatKet on purpose and counts what was lost; docs/chaos.md tells of the faults and the invariants.
`,
  {
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      minutes: { type: 'string', default: '5' },
      scale: { type: 'string', default: 'large' },
      rate: { type: 'string' },
      faults: { type: 'string', default: '' },
      cluster: { type: 'boolean', default: false },
      folder: { type: 'string' },
      sends: { type: 'string' },
      breaks: { type: 'string' },
      sums: { type: 'string' },
    },
  },
);

const INTERRUPTED = 130;
onStopRequest({ stop: () => process.exit(INTERRUPTED) });

/** `npm run chaos -- --seed 7 --minutes 10`: breaks the chat on purpose and looks whether anything was lost. */
try {
  const options = checked(values);
  await setUp('developing');
  say(`seed ${options.seed}, ${options.minutes} minutes, histories of bad runs in ${options.folder}`);
  const { soak } = await loadTypeScript('e2e/chaos/soak.ts');
  process.exitCode = (await soak({ ...options, say })) ? 0 : 1;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
process.exit();

function checked(values) {
  if (!['small', 'large', 'poured'].includes(values.scale))
    throw new Refusal('--scale is small, large or poured');
  return {
    seed: positive('seed', values.seed),
    minutes: positive('minutes', values.minutes),
    scale: values.scale,
    rate: values.rate === undefined ? undefined : positive('rate', values.rate),
    faults: values.faults.split(',').filter(Boolean),
    isCluster: values.cluster,
    sends: values.sends === undefined ? undefined : positive('sends', values.sends),
    breaks: values.breaks === undefined ? undefined : positive('breaks', values.breaks),
    sums: values.sums,
    folder: values.folder ?? mkdtempSync(join(tmpdir(), 'chatket-chaos-')),
  };
}

function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Refusal(`--${name} must be a positive number`);
  return number;
}

/** Loads a module of the tests, which share TypeScript with the client, through Vite. */
async function loadTypeScript(path) {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: false,
    root: inRoot('e2e'),
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  return vite.ssrLoadModule(inRoot(path));
}
