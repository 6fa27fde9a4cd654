import assert from 'node:assert/strict';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildStamp } from '../lib/build-stamp.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

function project(t) {
  const root = temporaryFolder(t);
  writeTree(root, { 'src/a.ts': 'a', 'src/a.spec.ts': 'test', 'dist/a.js': 'a', 'lock.json': '{}' });
  const stamp = () =>
    buildStamp({
      root,
      stampFile: join(root, 'cache', 'stamp'),
      sources: ['src', 'lock.json'],
      outputs: ['dist/a.js'],
    });
  return { root, stamp };
}

test('sources that were never built are stale, built ones are fresh', (t) => {
  const { stamp } = project(t);
  assert.equal(stamp().isFresh, false);
  stamp().markFresh();
  assert.equal(stamp().isFresh, true);
});

for (const [what, change] of Object.entries({
  'a changed source': (root) => writeTree(root, { 'src/a.ts': 'b' }),
  'a new source': (root) => writeTree(root, { 'src/deep/b.ts': '' }),
  'a removed source': (root) => rmSync(join(root, 'src/a.ts')),
  'a changed lock file': (root) => writeTree(root, { 'lock.json': '{"a":1}' }),
  'a missing output': (root) => rmSync(join(root, 'dist/a.js')),
})) {
  test(`${what} calls for a build`, (t) => {
    const { root, stamp } = project(t);
    stamp().markFresh();
    change(root);
    assert.equal(stamp().isFresh, false);
  });
}

for (const [what, change] of Object.entries({
  'a touched source': (root) => utimesSync(join(root, 'src/a.ts'), new Date(), new Date()),
  'a changed test': (root) => writeTree(root, { 'src/a.spec.ts': 'other' }),
  'something installed': (root) => writeTree(root, { 'src/node_modules/x.js': '' }),
})) {
  test(`${what} does not`, (t) => {
    const { root, stamp } = project(t);
    stamp().markFresh();
    change(root);
    assert.equal(stamp().isFresh, true);
  });
}

test('a source that changes during the build leaves it stale', (t) => {
  const { root, stamp } = project(t);
  const before = stamp();
  writeTree(root, { 'src/a.ts': 'newer' });
  before.markFresh();
  assert.equal(stamp().isFresh, false);
});
