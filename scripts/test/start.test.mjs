import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openDataDirectory } from '../lib/data-directory.mjs';
import { inRoot } from '../lib/paths.mjs';
import { isAlive } from '../lib/process-identity.mjs';
import { temporaryFolder } from './support/temporary.mjs';

/** Runs the start script as npm does, on a data directory and a port of its own, or with the words of another command. */
function startScript(t, environment, [program, ...before] = [process.execPath]) {
  const { npm_lifecycle_event: _ours, ...inherited } = process.env;
  const own = {
    DATABASE_URL: '',
    DATABASE_URL_FILE: '',
    POSTGRES_HOST: '',
    JWT_SECRET: '',
    HOST: '127.0.0.1',
  };
  const env = { ...inherited, ...own, PORT: '0', CODE_DELIVERY: 'response', ...environment };
  const child = spawn(program, [...before, inRoot('scripts', 'start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const output = [];
  child.stderr.on('data', (chunk) => output.push(chunk));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => output.push(`${line}\n`));
  const ended = once(child, 'close').then(([code]) => ({ code, output: output.join('') }));
  const isUp = new Promise((resolve, reject) => {
    lines.on('line', (line) => /running at/.test(line) && resolve(/http:\S+/.exec(line)[0]));
    ended.then((end) => reject(new Error(end.output)));
  });
  isUp.catch(() => {}); // only some of the tests wait for it
  return { child, ended, isUp };
}

test('a data directory in use ends the start with a sentence that names the process', async (t) => {
  const folder = temporaryFolder(t);
  const directory = openDataDirectory(folder);
  t.after(() => directory.close());
  const { code, output } = await startScript(t, { CHATKET_DATA_DIR: folder }).ended;
  assert.equal(code, 1);
  assert.match(output, new RegExp(`already running on ${folder} as process ${process.pid}`));
  assert.doesNotMatch(output, /\n {4}at /, 'no stack');
});

test('a taken port ends the start with a sentence that offers another, and gives the directory back', async (t) => {
  const folder = temporaryFolder(t);
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address();
  const { code, output } = await startScript(t, { CHATKET_DATA_DIR: folder, PORT: String(port) }).ended;
  assert.equal(code, 1);
  assert.match(output, new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`));
  assert.doesNotMatch(readdirSync(folder).join(), /lock/);
});

test('a port that is none is refused', async (t) => {
  const { code, output } = await startScript(t, { CHATKET_DATA_DIR: temporaryFolder(t), PORT: 'http' }).ended;
  assert.equal(code, 1);
  assert.match(output, /PORT must be a number/);
});

test('it serves the client and the server, and stops with its database when asked to', async (t) => {
  const folder = temporaryFolder(t);
  const chat = startScript(t, { CHATKET_DATA_DIR: folder });
  const url = await chat.isUp;
  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.match(await (await fetch(url)).text(), /<title>ChatKet/);
  const database = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

  const second = await startScript(t, { CHATKET_DATA_DIR: folder }).ended;
  assert.equal(second.code, 1);
  assert.match(second.output, new RegExp(`process ${chat.child.pid}\\b`));

  chat.child.kill('SIGTERM');
  const { code, output } = await chat.ended;
  assert.equal(code, 0, output);
  assert.match(output, /anybody can log in as anybody/);
  assert.ok(!isAlive(database), 'the database has stopped');
  assert.deepEqual(readdirSync(folder).sort(), [
    'jwt-secret',
    'postgres',
    'postgres-password',
    'postgres.log',
  ]);
});

test('the end of a terminal does not end what was taken off it', async (t) => {
  const { child, ended, isUp } = startScript(t, { CHATKET_DATA_DIR: temporaryFolder(t) });
  const url = await isUp;
  child.kill('SIGHUP');
  for (let count = 0; count < 5; count += 1) assert.equal((await fetch(`${url}/health`)).status, 200);
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
});

test('settings for another PostgreSQL do not reach the embedded one', async (t) => {
  const others = { PGSSLMODE: 'require', PGOPTIONS: '-c search_path=nowhere', PGUSER: 'nobody', PGPORT: '1' };
  const { child, ended, isUp } = startScript(t, { CHATKET_DATA_DIR: temporaryFolder(t), ...others });
  assert.equal((await fetch(`${await isUp}/health`)).status, 200);
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
});

test('what the database said is kept over restarts, up to a bound', async (t) => {
  const folder = temporaryFolder(t);
  const log = join(folder, 'postgres.log');
  for (const before of ['an earlier line\n', `${'x'.repeat(5_000_001)}\n`]) {
    writeFileSync(log, before);
    const { child, ended, isUp } = startScript(t, { CHATKET_DATA_DIR: folder });
    await isUp;
    child.kill('SIGTERM');
    await ended;
    const isLong = before.length > 5_000_000;
    assert.equal(readFileSync(log, 'utf8').startsWith('an earlier line\n'), !isLong);
    assert.equal(existsSync(`${log}.1`), isLong);
    assert.match(readFileSync(log, 'utf8'), /database system is shut down/);
  }
});

const isRoot = process.getuid?.() === 0;

test('a data directory that may not be written to is told in one sentence', async (t) => {
  const folder = temporaryFolder(t);
  // Nobody may write below a file; root may write everywhere else.
  const path = isRoot ? join(folder, 'file', 'data') : folder;
  if (isRoot) writeFileSync(join(folder, 'file'), '');
  else chmodSync(folder, 0o500);
  const { code, output } = await startScript(t, { CHATKET_DATA_DIR: path }).ended;
  assert.equal(code, 1);
  assert.match(output, /CHATKET_DATA_DIR/);
  assert.doesNotMatch(output, /\n {4}at /, 'no stack');
});

/** Runs a command where `path` is on a disk that can only be read from, for it alone. */
const whereReadOnly = (path) => [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"',
  path,
  process.execPath,
];
const [unshare, ...words] = whereReadOnly(inRoot());
const canMount = spawnSync(unshare, [...words, '--version']).status === 0;
const needsMounts = { skip: canMount ? false : 'this machine offers no mounts of one process alone' };

test(
  'a data directory on a disk that can only be read from is told in one sentence',
  needsMounts,
  async (t) => {
    const folder = temporaryFolder(t);
    for (const path of [folder, join(folder, 'new'), join(folder, 'new', 'one')]) {
      const { code, output } = await startScript(t, { CHATKET_DATA_DIR: path }, whereReadOnly(folder)).ended;
      assert.equal(code, 1);
      assert.match(output, /can only be read from.*CHATKET_DATA_DIR/);
      assert.equal(output.trim().split('\n').length, 1, output);
    }
  },
);

test(
  'a checkout that is built and can only be read from runs, with its data elsewhere',
  needsMounts,
  async (t) => {
    const { child, ended, isUp } = startScript(
      t,
      { CHATKET_DATA_DIR: temporaryFolder(t) },
      whereReadOnly(inRoot()),
    );
    assert.equal((await fetch(`${await isUp}/health`)).status, 200);
    child.kill('SIGTERM');
    const { code, output } = await ended;
    assert.equal(code, 0, output);
  },
);

test('a start goes on where a full disk left an empty secret', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'jwt-secret'), '');
  const { child, ended, isUp } = startScript(t, { CHATKET_DATA_DIR: folder });
  assert.equal((await fetch(`${await isUp}/health`)).status, 200);
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
});
