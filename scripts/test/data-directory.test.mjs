import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDataDirectory } from '../lib/data-directory.mjs';
import { keptSecret, readSecret } from '../lib/kept-secret.mjs';
import { temporaryFolder } from './support/temporary.mjs';

const HOLDER = fileURLToPath(new URL('support/holder.mjs', import.meta.url));

async function holderOf(folder) {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a directory in use is refused with the process that uses it and a way out', async (t) => {
  const folder = temporaryFolder(t);
  const holder = await holderOf(folder);
  t.after(() => kill(holder));
  assert.throws(
    () => openDataDirectory(folder),
    (error) => {
      assert.equal(error.name, 'Refusal');
      assert.match(error.message, new RegExp(`process ${holder.pid}\\b`));
      assert.match(error.message, /kill|CHATKET_DATA_DIR/);
      return true;
    },
  );
});

test('the directory of a process that was killed can be taken over, and nothing is left lying about', async (t) => {
  const folder = temporaryFolder(t);
  await kill(await holderOf(folder));
  assert.ok(existsSync(join(folder, 'lock')), 'a killed process leaves its lock');
  const directory = openDataDirectory(folder);
  assert.deepEqual(readdirSync(folder), ['lock']);
  directory.close();
  assert.deepEqual(readdirSync(folder), []);
});

test('a lock whose process id now belongs to somebody else does not hold', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, birth: 'long ago' }));
  openDataDirectory(folder).close();
});

test('closing twice does not take the lock away from the next holder', (t) => {
  const folder = temporaryFolder(t);
  const first = openDataDirectory(folder);
  first.close();
  const second = openDataDirectory(folder);
  first.close();
  assert.throws(() => openDataDirectory(folder), /already running/);
  second.close();
});

test('a secret is made once, kept, long, and for its owner only', (t) => {
  const path = join(temporaryFolder(t), 'inside', 'jwt-secret');
  const secret = keptSecret(path);
  assert.match(secret, /^[0-9a-f]{64}$/);
  assert.equal(keptSecret(path), secret);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a secret file that is empty or was cut off is noticed and made anew, whole', (t) => {
  for (const rest of ['', '\n', '0123456789abcdef']) {
    const folder = temporaryFolder(t);
    const path = join(folder, 'jwt-secret');
    writeFileSync(path, rest);
    assert.equal(readSecret(path), undefined);
    const secret = keptSecret(path);
    assert.match(secret, /^[0-9a-f]{64}$/);
    assert.equal(readFileSync(path, 'utf8'), secret);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['jwt-secret'], 'nothing is left lying about');
  }
});

test('a secret that could not be handed on is not kept, and the next start makes one', (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'postgres-password');
  const fail = () => {
    throw new Error('no space');
  };
  assert.throws(() => keptSecret(path, fail), /no space/);
  assert.deepEqual(readdirSync(folder), []);
  assert.match(keptSecret(path), /^[0-9a-f]{64}$/);
});

test('a secret that somebody has put there is kept as it is', (t) => {
  const path = join(temporaryFolder(t), 'jwt-secret');
  writeFileSync(path, `${'correct horse battery staple '.repeat(2)}\n`);
  assert.equal(keptSecret(path), 'correct horse battery staple correct horse battery staple');
});
