import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder } from './support/temporary.mjs';

const SUITES = ['nginx', 'data-directory', 'embedded-postgres', 'build-stamp', 'compose', 'plan'];

test('the project works in a folder whose name has a space, a letter beyond ASCII and an apostrophe', (t) => {
  const root = join(temporaryFolder(t), "Mehmet'in çalışma klasörü");
  const temporary = join(root, 'geçici dosyalar');
  mkdirSync(temporary, { recursive: true });
  for (const part of [
    'scripts',
    'client/nginx',
    'client/nginx-entrypoint',
    'rig',
    'client/nginx',
    'client/package.json',
    'package.json',
    'docker-compose.yml',
    'docker-compose.clamav.yml',
    'docker-compose.s3.yml',
    'docker-compose.scale.yml',
    '.env.example',
  ])
    cpSync(inRoot(part), join(root, part), { recursive: true });
  symlinkSync(inRoot('node_modules'), join(root, 'node_modules'));
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  const files = SUITES.map((name) => join('scripts', 'test', `${name}.test.mjs`));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', ...files], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, TMPDIR: temporary },
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /^# pass [1-9]\d+$/m);
});
