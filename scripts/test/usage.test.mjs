import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder } from './support/temporary.mjs';

const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const ours = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /^node (\S+\.mjs)$/.exec(command) ?? [];
  return file ? [{ name, file }] : [];
});

test('every script says how it is used and does nothing else, before anything is installed', (t) => {
  const root = temporaryFolder(t);
  for (const part of ['scripts', 'rig', 'bench', 'package.json']) {
    cpSync(inRoot(part), join(root, part), { recursive: true });
  }
  assert.ok(ours.length >= 12);
  for (const { name, file } of ours) {
    for (const word of ['--help', '-h']) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [file, word], {
        cwd: root,
        encoding: 'utf8',
        timeout: 60_000,
      });
      assert.equal(status, 0, `${name} ${word}: ${stderr}`);
      assert.match(stdout, new RegExp(`^npm (run )?${name}\\b`), name);
      assert.equal(stderr, '');
    }
  }
});
