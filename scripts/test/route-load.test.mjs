import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { chunkLoad, firstLoad, routeLoad } from '../lib/budgets/first-load.mjs';
import { temporaryFolder, writeTree } from './support/temporary.mjs';

const START = 'export const start = 1;';
const SHARED = 'export const shared = 1;';
const PAGE = 'import{shared as s}from"./shared-abcd1234.js";import("./elsewhere-abcd1234.js");s();';
const kilobytes = (...texts) =>
  texts.reduce((sum, text) => sum + brotliCompressSync(Buffer.from(text)).length, 0) / 1000;

function built(t) {
  const folder = temporaryFolder(t);
  writeTree(folder, {
    'index.html': '<script type="module" src="/assets/index-abcd1234.js"></script>',
    'assets/index-abcd1234.js': START,
    'assets/shared-abcd1234.js': SHARED,
    'assets/Page-abcd1234.js': PAGE,
    'assets/elsewhere-abcd1234.js': 'export const elsewhere = 1;',
  });
  return folder;
}

test('a route weighs the first load, its chunks and what these import, and not what they load later', (t) => {
  const folder = built(t);
  assert.equal(firstLoad(folder).kilobytes, kilobytes(START));
  assert.equal(routeLoad(folder, { chunks: ['Page'] }), kilobytes(START, PAGE, SHARED));
});

test('a route whose chunk is not there has no weight to be pleased with', (t) => {
  assert.throws(() => routeLoad(built(t), { chunks: ['Gone'] }), /No chunk of the name Gone/);
});

test('a chunk that is loaded late is weighed by itself, and is the one that holds a word', (t) => {
  const folder = temporaryFolder(t);
  const [files, others] = ['import"./shared-abcd1234.js";const waveform=1;', 'const other=2;'];
  writeTree(folder, {
    'assets/more-abcd1234.js': files,
    'assets/more-efgh5678.js': others,
    'assets/shared-abcd1234.js': SHARED,
  });
  assert.equal(chunkLoad(folder, { name: 'more', holding: 'waveform' }), kilobytes(files));
  assert.throws(() => chunkLoad(folder, { name: 'more', holding: 'const' }), /2 chunks of the name more/);
});
