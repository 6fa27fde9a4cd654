// @ts-check
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loaded before a build of our server: its index of the search stays empty, so that what the index costs can be seen. */
const indexer = join(dirname(process.argv[1] ?? ''), 'search', 'indexer.js');
const { Indexer } = await import(pathToFileURL(indexer).href);
for (const door of ['wake', 'start', 'look']) {
  if (typeof Indexer.prototype[door] !== 'function')
    throw new Error(`The indexer has no ${door}() any more.`);
  Indexer.prototype[door] = () => undefined;
}
