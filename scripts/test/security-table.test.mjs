import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesEnding } from '../lib/files-ending.mjs';
import { inRoot } from '../lib/paths.mjs';

const COUNT = 286;
/** One or more ids at the beginning of a test's name. */
const TITLE = /['"`]((?:S\d{3} )+)/g;

const rows = readFileSync(inRoot('docs', 'security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| S\d{3} /.test(line))
  .map((line) => {
    const [, id, attack, answer, kept] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const files = kept.startsWith('`') ? [...kept.matchAll(/`([^`]+)`/g)].map(([, path]) => path) : [];
    return { id, attack, answer, files, kept };
  });

/** The files with tests under a folder, as the ids that are named in them. */
function namedIn(path) {
  const titles = [...readFileSync(inRoot(path), 'utf8').matchAll(TITLE)];
  return new Set(titles.flatMap(([, ids]) => ids.trim().split(' ')));
}

test('the table has every attack once, in order', () => {
  const ids = Array.from({ length: COUNT }, (_, index) => `S${String(index + 1).padStart(3, '0')}`);
  assert.deepEqual(
    rows.map(({ id }) => id),
    ids,
  );
});

test('every row says what happens, and names its tests or the reason why there is none', () => {
  for (const { id, attack, answer, files, kept } of rows) {
    assert.ok(attack.length > 5 && answer.length > 2, id);
    assert.ok(files.length > 0 || /^(not yet|never): .{10,}/.test(kept), `${id}: ${kept}`);
  }
});

test('every test that a row names is there', () => {
  for (const { id, files } of rows) {
    for (const file of files)
      assert.ok(namedIn(file).has(id), `${file} has no test whose name begins with ${id}`);
  }
});

test('every test that names an attack stands in the row of that attack', () => {
  const specs = ['server/test', 'server/src', 'e2e/journeys', 'scripts/test', 'client/src'].flatMap(
    (folder) =>
      ['.spec.ts', '.test.ts', '.test.tsx', '.test.mjs'].flatMap((ending) =>
        filesEnding(inRoot(...folder.split('/')), ending).map((path) => path.slice(inRoot().length + 1)),
      ),
  );
  assert.ok(specs.length > 50);
  for (const path of specs) {
    for (const id of namedIn(path)) {
      const row = rows.find((candidate) => candidate.id === id);
      assert.ok(row?.files.includes(path), `${id} is tested in ${path}, which its row does not say`);
    }
  }
});
