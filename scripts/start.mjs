import './lib/require-node.mjs';
import { pathToFileURL } from 'node:url';
import { startApplicationDatabase } from './lib/application-database.mjs';
import { stopChildren } from './lib/child.mjs';
import { openDataDirectory } from './lib/data-directory.mjs';
import { dataDirectoryPath, hasOwnDatabase, loadEnvFile, localEnvironment } from './lib/environment.mjs';
import { assertPortIsFree } from './lib/free-port.mjs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { onStopRequest } from './lib/shutdown.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm start

Installs and builds what has changed, starts a PostgreSQL of its own unless DATABASE_URL or POSTGRES_HOST is set, and
serves ChatKet at http://localhost:8080. Settings come from the environment and from .env; .env.example lists them.
`);

const STOP_PATIENCE_MS = 8_000;
const INTERRUPTED = 130;

/** What has been started, in order: each entry ends one thing. */
const started = [];
let isStopRequested = false;
let isUp = false;

const start = bringUp().catch((error) => fail(error));
// What nobody has thought of ends everything in order, so that no database is left behind.
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => void fail(error));
// A closed terminal or a full disk costs lines, not the server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
onStopRequest({ stop: () => void shutDown(), hurry: () => process.exit(1) });

async function bringUp() {
  loadEnvFile();
  const environment = localEnvironment(process.env);
  const directory = hasOwnDatabase(environment) ? undefined : openDataDirectory(dataDirectoryPath());
  started.push(() => directory?.close());
  await assertPortIsFree(Number(environment.PORT), environment.HOST);
  await setUp('running');
  assertGoingOn();
  // The code is read while the database starts: together they are most of what a start takes.
  const [{ bootstrap }, database] = await Promise.all([
    readServerCode(),
    directory && startDatabase(directory),
  ]);
  assertGoingOn();
  const server = await bootstrap({
    CLIENT_DIR: inRoot('client', 'dist'),
    ...environment,
    ...(database && { DATABASE_URL: database.url }),
  });
  started.push(() => server.close());
  isUp = true;
  announce(environment, server);
}

/** A stop that was asked for while a step ran takes effect before the next one. */
function assertGoingOn() {
  if (isStopRequested) throw new Refusal('A stop was asked for.');
}

function readServerCode() {
  return import(pathToFileURL(inRoot('server', 'dist', 'bootstrap.js')).href);
}

/** Whoever stops meanwhile waits for the end of the start, so that no server is left behind. */
function startDatabase(directory) {
  const starting = startApplicationDatabase({ directory, onLost: fail });
  started.push(async () => {
    const database = await starting.catch(() => undefined); // `bringUp` reports it
    await database?.stop();
  });
  return starting;
}

function announce({ HOST, CODE_DELIVERY }, { url, setupPath }) {
  if (isStopRequested) return;
  const { port } = new URL(url);
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(HOST) ? 'localhost' : HOST;
  const address = `http://${name}:${port || 80}`;
  say(`\nChatKet is running at ${address}   (Ctrl-C stops it)`);
  if (setupPath !== undefined) say(`Nobody owns this server yet. Set it up, once:  ${address}${setupPath}`);
  if (CODE_DELIVERY === 'response') {
    say(
      'Demo mode: login codes are shown to whoever asks, so anybody can log in as anybody (CODE_DELIVERY=log ends it).',
    );
  }
}

async function shutDown() {
  isStopRequested = true;
  setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
  stopChildren();
  await start;
  await closeAll();
  say('ChatKet has stopped.');
  process.exit(isUp ? 0 : INTERRUPTED);
}

async function fail(error) {
  if (isStopRequested) return;
  isStopRequested = true;
  console.error(describeError(error));
  await closeAll();
  process.exit(1);
}

/** The last thing started ends first, so the application lets go of the database before it stops. */
async function closeAll() {
  for (const close of started.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      console.error(describeError(error));
    }
  }
}
