import './lib/require-node.mjs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startApplicationDatabase } from './lib/application-database.mjs';
import { node, start } from './lib/child.mjs';
import { openDataDirectory } from './lib/data-directory.mjs';
import { dataDirectoryPath, hasOwnDatabase, loadEnvFile, localEnvironment } from './lib/environment.mjs';
import { inRoot, packageProgram } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { onStopRequest } from './lib/shutdown.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm run dev

Server and client with reload, at http://localhost:5173, on the database that npm start uses.
`);

const SERVER_PORT = '3000';
const STOP_PATIENCE_MS = 5_000;
const POLL_MS = 250;

const children = [];
let directory;
let database;
let isStopping = false;

onStopRequest({ stop: () => void stop(0), hurry: () => process.exit(1) });
await bringUp().catch((error) => {
  console.error(describeError(error));
  return stop(1);
});

async function bringUp() {
  loadEnvFile();
  const environment = localEnvironment({ ...process.env, PORT: process.env.PORT || SERVER_PORT });
  if (!hasOwnDatabase(environment)) {
    directory = openDataDirectory(dataDirectoryPath());
    database = await setUp('developing').then(() =>
      startApplicationDatabase({ directory, onLost: () => void stop(1) }),
    );
    environment.DATABASE_URL = database.url;
  } else {
    await setUp('developing');
  }
  const server = { NODE_ENV: 'development', ...environment, CLIENT_DIR: '' };
  watch('contract', typescript('contract'));
  watch('server', typescript('server'));
  watch('server', node('--watch', '--watch-preserve-output', inRoot('server', 'dist', 'main.js')), {
    env: server,
  });
  watch('client', node(packageProgram('vite', { workspace: 'client' })), {
    cwd: inRoot('client'),
    env: { API: `http://127.0.0.1:${environment.PORT}` },
  });
  await untilItAnswers(`http://127.0.0.1:${environment.PORT}/health`);
  if (!isStopping)
    say('\nThe API answers. The client with live reload: http://localhost:5173   (Ctrl-C ends everything)');
}

/** The server comes up after its first compilation; until then the client could only show errors. */
async function untilItAnswers(address) {
  while (!isStopping) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await delay(POLL_MS);
  }
}

function typescript(workspace) {
  return node(
    packageProgram('typescript', { program: 'tsc' }),
    '-w',
    '--preserveWatchOutput',
    '-p',
    inRoot(workspace, 'tsconfig.json'),
  );
}

/** One of the watchers ending on its own ends them all: half a workshop is no use. */
function watch(name, command, options) {
  const child = start(command, options);
  child.once('exit', () => {
    if (isStopping) return;
    say(`The ${name} watcher has ended, so everything else does.`);
    void stop(1);
  });
  children.push(child);
}

async function stop(exitCode) {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
  await Promise.all(children.map(end));
  await database?.stop();
  directory?.close();
  process.exit(exitCode);
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
