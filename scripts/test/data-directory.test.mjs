import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { keptSecret, openDataDirectory } from '../lib/data-directory.mjs';
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

test('an empty secret file is refused, not used', (t) => {
  const path = join(temporaryFolder(t), 'jwt-secret');
  writeFileSync(path, '\n');
  assert.throws(() => keptSecret(path), /is empty/);
});
