import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { findClamd } from '../../rig/programs.mjs';
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

test('several servers need nothing but the second file: a Redis inside that keeps nothing', () => {
  const scale = load(readFileSync(inRoot('docker-compose.scale.yml'), 'utf8')).services;
  assert.equal(scale.server.deploy.replicas, 3);
  assert.match(scale.server.environment.REDIS_URL, /redis:\/\/redis:6379/);
  assert.deepEqual(scale.redis.networks, ['back']);
  assert.equal(scale.redis.ports, undefined);
  assert.deepEqual(scale.redis.command.slice(0, 5), ['redis-server', '--save', '', '--appendonly', 'no']);
});

const overrideOf = (name) => load(readFileSync(inRoot(`docker-compose.${name}.yml`), 'utf8'));

test('files in S3 need the second file and four names, each of which is asked for before anything starts', () => {
  const { server, client } = overrideOf('s3').services;
  const { FILES_DRIVER, ...required } = server.environment;
  assert.deepEqual([FILES_DRIVER, client.environment.FILES_DRIVER], ['s3', 's3']);
  assert.deepEqual(Object.keys(required), ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY']);
  for (const [name, value] of Object.entries(required))
    assert.match(value, new RegExp(`^\\$\\{${name}:\\?.+\\}$`));
  for (const name of [...Object.keys(required), 'S3_SECRET_KEY', 'S3_SECRET_KEY_FILE'])
    assert.ok(name in services.server.environment, name);
});

test('a scanner for viruses is reached from inside only, looks at the largest file, and nobody waits for it', (t) => {
  const { clamav, server } = overrideOf('clamav').services;
  assert.equal(server.environment.CLAMAV_URL, '${CLAMAV_URL:-tcp://clamav:3310}');
  assert.equal(server.depends_on.clamav.condition, 'service_started');
  assert.equal(clamav.ports, undefined);
  assert.ok(clamav.networks.includes('back') && !clamav.networks.includes('front'));
  assert.ok(clamav.volumes.includes('./scripts/compose/clamd.conf:/etc/clamav/clamd.conf:ro'));
  const text = readFileSync(inRoot('scripts', 'compose', 'clamd.conf'), 'utf8');
  const settings = Object.fromEntries(text.split('\n').map((line) => line.split(' ', 2)));
  for (const name of ['StreamMaxLength', 'MaxFileSize', 'MaxScanSize'])
    assert.ok(parseInt(settings[name], 10) > 100, name);
  const clamd = findClamd();
  if (clamd === undefined) return;
  // It has no signatures here: what it complains of is that, and no setting.
  const folder = temporaryFolder(t);
  writeTree(folder, { 'clamd.conf': text.replaceAll('/var/lib/clamav', join(folder, 'nowhere')) });
  const { stdout, stderr } = spawnSync(clamd, ['-c', join(folder, 'clamd.conf')], { encoding: 'utf8' });
  assert.match(stdout + stderr, /nowhere/);
  assert.doesNotMatch(stdout + stderr, /[Pp]arse|[Uu]nknown/);
});

test('what is built from this folder is built again after an update', () => {
  for (const [name, { build, pull_policy }] of Object.entries(services)) {
    assert.equal(pull_policy, build ? 'build' : undefined, name);
  }
});

/** Set for the container itself, or for what runs without one. */
const NOT_PASSED_ON = ['CHATKET_DATA_DIR', 'CLIENT_DIR', 'NODE_ENV'];

test('every setting of .env.example reaches a container, or says something of one', () => {
  const compose = ['', '.scale', '.s3', '.clamav']
    .map((name) => `docker-compose${name}.yml`)
    .map((name) => readFileSync(inRoot(name), 'utf8'))
    .join('\n');
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
