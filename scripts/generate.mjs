import './lib/require-node.mjs';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, run } from './lib/child.mjs';
import { emojiRows } from './lib/emoji-rows.mjs';
import { installCommand, isInstalled } from './lib/installation.mjs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run generate [-- --check]

Makes anew what a program writes and the repository keeps: the client of the database and the emoji.
--check fails when it was out of date.
`,
  { options: { check: { type: 'boolean', default: false } } },
);

// `npm run generate` makes what is kept in the repository though a program writes it, so that a start needs neither the
// program nor its 300 MB: the client of the database from schema.prisma, and the emoji. With `--check` it fails when
// what was there was not what it makes.
const EMOJI = inRoot('client', 'plugins', 'emoji-data.json');
/** A folder with a lock file of its own. */
const PRISMA = inRoot('tools', 'prisma');
const DATABASE_CLIENT = inRoot('server', 'src', 'generated');

try {
  const before = contents();
  writeFileSync(
    EMOJI,
    `[\n${emojiRows()
      .map((row) => JSON.stringify(row))
      .join(',\n')}\n]\n`,
  );
  await generateDatabaseClient();
  if (values.check && contents() !== before) {
    throw new Refusal('What is generated was out of date. It is made anew now: commit it.');
  }
  say('The client of the database and the emoji are up to date.');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

async function generateDatabaseClient() {
  if (!isInstalled('developing', PRISMA)) await mustSucceed(installCommand('developing'));
  await mustSucceed(node(join(PRISMA, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'));
}

async function mustSucceed(command) {
  const { code, output } = await run(command, { cwd: PRISMA, isQuiet: true });
  if (code !== 0) throw new Refusal(output);
}

function contents() {
  return [EMOJI, ...filesIn(DATABASE_CLIENT)].map((path) => `${path}\n${read(path)}`).join('\n');
}

function filesIn(path) {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch {
    return [];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
