import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { buildStamp } from './build-stamp.mjs';
import { npm, run } from './child.mjs';
import { isInstalled } from './installation.mjs';
import { acquireLock, LockedError } from './lock.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { inProgress, say } from './progress.mjs';
import { Refusal } from './refusal.mjs';

const COMMON_SOURCES = ['package-lock.json', 'tsconfig.base.json', 'contract'];
const PARTS = {
  contract: { sources: COMMON_SOURCES, outputs: ['contract/dist/index.js', 'contract/dist/index.d.ts'] },
  server: {
    sources: [...COMMON_SOURCES, 'server'],
    outputs: ['server/dist/main.js', 'server/dist/bootstrap.js', 'server/src/generated/prisma/client.ts'],
  },
  client: { sources: [...COMMON_SOURCES, 'client'], outputs: ['client/dist/index.html'] },
};
const POLL_MS = 200;

/**
 * Makes a clone ready to run: installs when something is missing, builds what has changed, and does nothing when all
 * is well. Two of them at once wait for each other.
 * @throws Refusal when the installation or a build fails; its output has been shown
 */
export async function setUp() {
  const release = await acquireSetupLock();
  try {
    if (!isInstalled()) await install();
    await build('contract');
    await Promise.all([build('server'), build('client')]);
  } finally {
    release();
  }
}

async function acquireSetupLock() {
  const path = inRoot('.chatket', 'setup.lock');
  mkdirSync(inRoot('.chatket'), { recursive: true, mode: 0o700 });
  for (let attempt = 0; ; attempt += 1) {
    try {
      return acquireLock(path);
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (attempt === 0) say(`Waiting for process ${error.pid}, which is installing or building …`);
      await delay(POLL_MS);
    }
  }
}

async function install() {
  const command = npm('ci', '--no-audit', '--no-fund');
  await inProgress('Installing the dependencies (this may take a minute)', () =>
    mustSucceed(command, 'npm ci'),
  );
}

async function build(name) {
  const { sources, outputs } = PARTS[name];
  const stampFile = inRoot('node_modules', '.cache', 'chatket', `${name}.built`);
  const stamp = buildStamp({ root: ROOT, stampFile, sources, outputs });
  if (stamp.isFresh) return;
  const command = npm('run', 'build', '--workspace', name);
  await inProgress(`Building the ${name}`, () => mustSucceed(command, `The build of the ${name}`));
  stamp.markFresh();
}

async function mustSucceed(command, what) {
  const { code, output } = await run(command, { isQuiet: true });
  if (code === 0) return;
  console.error(output);
  throw new Refusal(`${what} failed; its output is above.`);
}
