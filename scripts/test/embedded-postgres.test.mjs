import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { addressOfRunning, startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';
import { isAlive } from '../lib/process-identity.mjs';
import { temporaryFolder } from './support/temporary.mjs';

const HOLDER = fileURLToPath(new URL('support/postgres-holder.mjs', import.meta.url));
const QUICK = { fsync: 'off' };

async function started(t, options) {
  const server = await startEmbeddedPostgres({ settings: QUICK, ...options });
  t.after(() => server.stop('immediate'));
  return server;
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('two servers run side by side, each with its own data, for 100 clients, on the loopback address only', async (t) => {
  const [one, two] = [
    await started(t, { dataDir: temporaryFolder(t) }),
    await started(t, { dataDir: temporaryFolder(t) }),
  ];
  assert.notEqual(one.port, two.port);
  await one.ensureDatabase('chatket');
  await one.ensureDatabase('chatket');
  await query(one.url('chatket'), 'CREATE TABLE mine (id int)');
  await assert.rejects(query(two.url('chatket'), 'SELECT 1'), /does not exist/);
  assert.deepEqual(await query(one.url(), 'SHOW max_connections'), [{ max_connections: '100' }]);
  assert.deepEqual(await query(one.url(), 'SHOW listen_addresses'), [{ listen_addresses: '127.0.0.1' }]);
});

test('nobody gets in without the password', async (t) => {
  const server = await started(t, { dataDir: temporaryFolder(t) });
  const url = new URL(server.url());
  url.password = 'guess';
  await assert.rejects(query(url.href, 'SELECT 1'), /password authentication failed/);
});

test('a restart keeps the port and what was committed, after an orderly stop and after a crash', async (t) => {
  const server = await started(t, { dataDir: temporaryFolder(t), settings: {} });
  const url = server.url();
  await query(url, 'CREATE TABLE kept AS SELECT 1 AS answer');
  await server.stop();
  await assert.rejects(query(url, 'SELECT 1'), { code: 'ECONNREFUSED' });
  await server.restart();
  await query(url, 'UPDATE kept SET answer = 2');
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => {}); // cut off by the crash
  await session.connect();
  await server.kill();
  await server.restart();
  assert.deepEqual(await query(url, 'SELECT answer FROM kept'), [{ answer: 2 }]);
});

test('a second server on the same directory is refused while the first runs, not after', async (t) => {
  const dataDir = temporaryFolder(t);
  const first = await started(t, { dataDir });
  await assert.rejects(startEmbeddedPostgres({ dataDir }), { name: 'Refusal' });
  assert.equal(addressOfRunning(dataDir, 'postgres'), first.url('postgres'));
  await first.stop();
  assert.equal(addressOfRunning(dataDir, 'postgres'), undefined);
  await started(t, { dataDir });
});

test('the server that a killed run left behind is stopped, and its data is there', async (t) => {
  const dataDir = temporaryFolder(t);
  const holder = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const leftOver = Number(String((await once(holder.stdout, 'data'))[0]));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.ok(isAlive(leftOver), 'the server outlives a killed run');
  const server = await started(t, { dataDir });
  assert.deepEqual(await query(server.url(), 'SELECT answer FROM kept'), [{ answer: 42 }]);
  assert.ok(!isAlive(leftOver));
});

test('a set-up that was cut off is done again', async (t) => {
  const dataDir = temporaryFolder(t);
  mkdirSync(join(dataDir, 'postgres.new'));
  writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
  await started(t, { dataDir });
  assert.ok(!existsSync(join(dataDir, 'postgres.new')));
});

test('a password file that was lost or cut off by a full disk is made anew, and the data is there', async (t) => {
  const dataDir = temporaryFolder(t);
  const file = join(dataDir, 'postgres-password');
  const first = await started(t, { dataDir });
  await query(first.url(), 'CREATE TABLE kept AS SELECT 7 AS answer');
  await first.stop();
  for (const damage of [() => writeFileSync(file, ''), () => rmSync(file)]) {
    damage();
    const server = await started(t, { dataDir });
    assert.deepEqual(await query(server.url(), 'SELECT answer FROM kept'), [{ answer: 7 }]);
    await server.stop();
  }
});

test('an end that nobody asked for is reported, one that was asked for is not', async (t) => {
  const reasons = [];
  const ended = deferred();
  const onUnexpectedExit = (reason) => ended.resolve(reasons.push(reason));
  const server = await started(t, { dataDir: temporaryFolder(t), onUnexpectedExit });
  process.kill(server.pid, 'SIGKILL');
  await ended.promise;
  await server.restart();
  await server.stop();
  assert.deepEqual(reasons, ['SIGKILL']);
});

test('a port that is taken is reported with what PostgreSQL said', async (t) => {
  const first = await started(t, { dataDir: temporaryFolder(t) });
  const second = startEmbeddedPostgres({ dataDir: temporaryFolder(t), port: first.port, settings: QUICK });
  await assert.rejects(second, /Address already in use/);
});

function deferred() {
  let resolve;
  const promise = new Promise((callback) => (resolve = callback));
  return { promise, resolve };
}
