import { accessSync, constants } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { buildStamp } from './build-stamp.mjs';
import { npm, run } from './child.mjs';
import { installCommand, isInstalled, markInstalled } from './installation.mjs';
import { acquireLock, LockedError } from './lock.mjs';
import { makeFolder } from './make-folder.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { inProgress, say } from './progress.mjs';
import { Refusal } from './refusal.mjs';

const COMMON_SOURCES = ['package-lock.json', 'tsconfig.base.json', 'contract'];
const PARTS = {
  contract: { sources: COMMON_SOURCES, outputs: ['contract/dist/index.js', 'contract/dist/index.d.ts'] },
  server: {
    sources: [...COMMON_SOURCES, 'server'],
    outputs: ['server/dist/main.js', 'server/dist/bootstrap.js'],
  },
  client: { sources: [...COMMON_SOURCES, 'client'], outputs: ['client/dist/index.html'] },
};
const POLL_MS = 200;
const INSTALLING = {
  running: 'Installing what ChatKet needs (once; this may take a minute)',
  developing: 'Installing the tools for developing as well (once; this may take two minutes)',
};

/**
 * Makes a clone ready: installs when something is missing, builds what has changed, and does nothing, not even write,
 * when all is well. Two of them at once wait for each other.
 * @param {import('./installation.mjs').Purpose} purpose
 * @throws Refusal when the installation or a build fails (its output has been shown), or when there is something to do
 *   in a folder that belongs to somebody else
 */
export async function setUp(purpose) {
  if (isReady(purpose)) return;
  assertWritable();
  const release = await acquireSetupLock();
  try {
    if (!isInstalled(purpose)) await install(purpose);
    await build('contract');
    await Promise.all([build('server'), build('client')]);
  } finally {
    release();
  }
}

function isReady(purpose) {
  return isInstalled(purpose) && Object.keys(PARTS).every((name) => stampOf(name).isFresh);
}

function assertWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw new Refusal(
      `ChatKet has to be installed and built first, in ${ROOT}, where this user may not write. ` +
        'Let the owner of that folder run: npm run setup',
    );
  }
}

async function acquireSetupLock() {
  const path = inRoot('.chatket', 'setup.lock');
  makeFolder(inRoot('.chatket'));
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

async function install(purpose) {
  await inProgress(INSTALLING[purpose], () => mustSucceed(installCommand(purpose), 'npm ci'));
  markInstalled(purpose);
}

async function build(name) {
  const stamp = stampOf(name);
  if (stamp.isFresh) return;
  const command = npm('run', 'build', '--workspace', name, '--no-global', '--location=project');
  await inProgress(`Building the ${name}`, () => mustSucceed(command, `The build of the ${name}`));
  stamp.markFresh();
}

function stampOf(name) {
  const stampFile = inRoot('node_modules', '.cache', 'chatket', `${name}.built`);
  return buildStamp({ root: ROOT, stampFile, ...PARTS[name] });
}

async function mustSucceed(command, what) {
  const { code, output } = await run(command, { isQuiet: true });
  if (code === 0) return;
  console.error(output);
  throw new Refusal(`${what} failed; its output is above.`);
}
