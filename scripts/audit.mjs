import './lib/require-node.mjs';
import { pathToFileURL } from 'node:url';
import { addressOfApplicationDatabase } from './lib/application-database.mjs';
import { loadEnvFile } from './lib/environment.mjs';
import { inRoot } from './lib/paths.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run audit -- [--expect HASH]    while ChatKet is running

Looks at every entry of the audit log: whether one was changed, taken out or put in since it was written. Prints the hash
of the last one. Keep that somewhere else and give it to --expect later: it is found again as long as nothing was cut off.
Ends with 1 when something is wrong.
`,
  { options: { expect: { type: 'string' } } },
);

try {
  loadEnvFile();
  const url = await addressOfApplicationDatabase();
  if (url === undefined) throw new Refusal('ChatKet is not running: start it first.');
  const { verifyAudit } = await import(pathToFileURL(inRoot('server', 'dist', 'verify-audit.js')).href);
  const check = await verifyAudit(url, values.expect);
  const { isIntact, entryCount, headHash, brokenAt, hasExpected } = check;
  console.log(`${String(entryCount)} entries, the last one ${headHash}`);
  if (!isIntact) console.error(`Entry ${String(brokenAt)} is not as it was written.`);
  if (hasExpected === false)
    console.error('The expected entry is not there: the end of the log was cut off.');
  process.exitCode = isIntact && hasExpected !== false ? 0 : 1;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
