import './lib/require-node.mjs';
import { pathToFileURL } from 'node:url';
import { addressOfApplicationDatabase } from './lib/application-database.mjs';
import { loadEnvFile } from './lib/environment.mjs';
import { inRoot } from './lib/paths.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(`
npm run reindex    while ChatKet is running

Makes the index of the search anew, newest messages first. Nobody has to stop: people find what is there so far.
`);

const SAY_EVERY = 10_000;

try {
  loadEnvFile();
  const url = await addressOfApplicationDatabase();
  if (url === undefined) throw new Refusal('ChatKet is not running: start it first.');
  const { rebuildSearch } = await import(pathToFileURL(inRoot('server', 'dist', 'rebuild-search.js')).href);
  let said = 0;
  const taken = await rebuildSearch(url, (count) => {
    if (count - said < SAY_EVERY) return;
    said = count;
    console.log(`${count.toLocaleString('en-US')} messages`);
  });
  console.log(`${taken.toLocaleString('en-US')} messages can be found.`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
