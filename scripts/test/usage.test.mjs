import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { temporaryFolder } from './support/temporary.mjs';

const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const ours = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /^node (\S+\.mjs)$/.exec(command) ?? [];
  return file ? [{ name, file }] : [];
});

/** Suites have options of their own, which are handed on to their runners. */
const HAND_ON = ['test'];

/** A clone in which nothing has been installed. */
function freshClone(t) {
  const root = temporaryFolder(t);
  for (const part of ['scripts', 'rig', 'bench', 'package.json']) {
    cpSync(inRoot(part), join(root, part), { recursive: true });
  }
  const before = readdirSync(root);
  return {
    run: (...args) => runIn(root, args),
    isUntouched: () => assert.deepEqual(readdirSync(root), before),
  };
}

function runIn(cwd, args) {
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 60_000 });
}

test('every script says how it is used and does nothing else, before anything is installed', (t) => {
  const { run, isUntouched } = freshClone(t);
  assert.ok(ours.length >= 12);
  for (const { name, file } of ours) {
    for (const word of ['--help', '-h']) {
      const { status, stdout, stderr } = run(file, word);
      assert.equal(status, 0, `${name} ${word}: ${stderr}`);
      assert.match(stdout, new RegExp(`^npm (run )?${name}\\b`), name);
      assert.equal(stderr, '');
    }
  }
  isUntouched();
});

test('every script refuses what it does not understand with a sentence and its usage, and does nothing else', (t) => {
  const { run, isUntouched } = freshClone(t);
  for (const { name, file } of ours.filter((each) => !HAND_ON.includes(each.name))) {
    const { status, stderr } = run(file, '--nonsense');
    assert.equal(status, 1, `${name}: ${stderr}`);
    assert.match(stderr, /^Unknown option '--nonsense'\.\n\nnpm /, name);
    assert.match(stderr, new RegExp(`npm (run )?${name}\\b`), name);
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
  }
  const { status, stdout, stderr } = run('scripts/test.mjs', 'nonsense');
  assert.equal(status, 1, stdout);
  assert.match(stderr, /Name the suite before its options/);
  isUntouched();
});
