import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { freePort } from '../lib/free-port.mjs';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const { services } = load(readFileSync(inRoot('docker-compose.yml'), 'utf8'), { merge: true });

/** Runs the health check of the server's container, as Docker would, against a port of this machine. */
async function healthCheck(port) {
  const [kind, program, ...args] = services.server.healthcheck.test;
  assert.equal(kind, 'CMD');
  const here = args.map((word) => word.replaceAll('$$', '$').replaceAll('/3000', `/${port}`));
  const [code] = await once(spawn(program, here, { stdio: 'ignore' }), 'exit');
  return code;
}

async function answerWith(t, status) {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/health' ? status : 404;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return server.address().port;
}

test('the health check of the server believes a 200 and nothing else', async (t) => {
  assert.equal(await healthCheck(await answerWith(t, 200)), 0);
  assert.notEqual(await healthCheck(await answerWith(t, 503)), 0);
  assert.notEqual(await healthCheck(await freePort()), 0);
});

test('looking after the containers starts no Node process, and is quick while they start', () => {
  for (const [name, { healthcheck }] of Object.entries(services)) {
    assert.ok(!healthcheck.test.includes('node'), name);
    assert.equal(healthcheck.start_interval, '500ms', name);
  }
});

test('what is built from this folder is built again after an update', () => {
  for (const [name, { build, pull_policy }] of Object.entries(services)) {
    assert.equal(pull_policy, build ? 'build' : undefined, name);
  }
});

/** Set for the container itself, or for what runs without one. */
const NOT_PASSED_ON = ['CHATKET_DATA_DIR', 'CLIENT_DIR', 'NODE_ENV'];

test('every setting of .env.example reaches a container, or says something of one', () => {
  const compose = readFileSync(inRoot('docker-compose.yml'), 'utf8');
  const example = readFileSync(inRoot('.env.example'), 'utf8');
  const settings = [...new Set([...example.matchAll(/^#? ?([A-Z][A-Z_]*)=/gm)].map(([, name]) => name))];
  assert.ok(settings.length > 40);
  const missing = settings.filter(
    (name) => !(name in services.server.environment) && !compose.includes(`\${${name}`),
  );
  assert.deepEqual(missing.sort(), NOT_PASSED_ON);
});

/** Runs the command of the container with a psql that only says what it was given. */
function setPassword(t, environment) {
  const folder = temporaryFolder(t);
  writeTree(folder, { psql: '#!/bin/sh\nprintf "%s\\n" "$@"\ncat\n', secret: 'from the file\n' });
  chmodSync(join(folder, 'psql'), 0o755);
  return spawnSync(inRoot('scripts', 'compose', 'set-database-password'), {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env.PATH}`, ...environment },
  });
}

test('the password of the database follows the environment, or the file it names', (t) => {
  const base = { POSTGRES_USER: 'chatket', POSTGRES_DB: 'talk' };
  const given = setPassword(t, { ...base, POSTGRES_PASSWORD: `it's "new" $1` });
  assert.equal(given.status, 0, given.stderr);
  assert.match(given.stdout, /--username=chatket\n--dbname=talk\n--set=password=it's "new" \$1\n/);
  assert.match(given.stdout, /ALTER ROLE CURRENT_USER PASSWORD :'password';/);
  const read = setPassword(t, { ...base, POSTGRES_PASSWORD: '', POSTGRES_PASSWORD_FILE: 'secret' });
  assert.match(read.stdout, /--set=password=from the file\n/);
});

test('without a password to set it says so and changes nothing', (t) => {
  const { status, stdout, stderr } = setPassword(t, { POSTGRES_USER: 'chatket' });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /POSTGRES_PASSWORD is empty/);
});
