import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './child.mjs';
import { ROOT } from './paths.mjs';

/**
 * What is installed for what: `running` is enough to build and run ChatKet, `developing` is everything.
 * @typedef {'running' | 'developing'} Purpose
 */
const RUNNING_WORKSPACES = ['contract', 'server', 'client'];
const MARK = join('node_modules', '.chatket-installation.json');
/**
 * Where somebody's own settings of npm would leave things out, or put them elsewhere, these hold: flags win. Whether
 * install scripts run stays theirs to say, as nothing here needs one.
 */
const FIRM = [
  ...['--include=dev', '--include=optional', '--include=peer', '--no-legacy-peer-deps'],
  ...['--no-global', '--location=project', '--no-dry-run', '--package-lock', '--no-package-lock-only'],
  ...['--bin-links', '--install-strategy=hoisted', '--no-install-links'],
];
/** Of Prisma: compilers for databases that ChatKet never talks to, small and edge builds of ours, and maps. Some 64 MB. */
const UNUSED_OF_PRISMA =
  /\.(cockroachdb|mysql|sqlite|sqlserver)\.|^query_compiler_small|^wasm-compiler-edge|\.map$/;

/**
 * @param {Purpose} purpose
 * @returns the npm command that installs it, whatever the user's settings are. Build tools are development dependencies
 *   of their workspaces, so NODE_ENV=production must not leave them out.
 */
export function installCommand(purpose) {
  const workspaces = RUNNING_WORKSPACES.flatMap((name) => ['--workspace', name]);
  return npm('ci', ...(purpose === 'running' ? workspaces : []), ...FIRM, '--no-audit', '--no-fund');
}

/** Notes what an installation that has come to its end was for. npm itself removes the note when it begins anew. */
export function markInstalled(purpose, root = ROOT) {
  if (purpose === 'running') removeUnusedOfPrisma(root);
  writeFileSync(join(root, MARK), JSON.stringify({ purpose, lock: fingerprint(readLock(root)) }));
}

/**
 * Whether node_modules holds what package-lock.json asks for. Asked of the packages themselves: what npm notes about
 * them beside their versions depends on the npm and on the settings of whoever installed.
 * @param {Purpose} purpose
 */
export function isInstalled(purpose, root = ROOT) {
  const wanted = readLock(root);
  const present = readLock(root, 'node_modules', '.package-lock.json'); // npm writes it last of all
  if (!wanted || !present) return false;
  return (
    isEverythingSound(root, present, wanted) &&
    (isComplete(present, wanted) || isMarked(root, purpose, wanted))
  );
}

/** What npm says it has installed is on the disk, in the version that is wanted. */
function isEverythingSound(root, present, wanted) {
  return Object.entries(present.packages).every(([path, { link }]) => {
    const target = wanted.packages[path];
    if (!target) return true; // added by hand
    if (link) return existsSync(join(root, path));
    return versionOf(join(root, path)) === target.version;
  });
}

function isComplete(present, wanted) {
  return Object.entries(wanted.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(
      ([path, { optional, devOptional, peer }]) => present.packages[path] || optional || devOptional || peer,
    );
}

function isMarked(root, purpose, wanted) {
  const mark = readJson(join(root, MARK));
  return mark?.lock === fingerprint(wanted) && [purpose, 'developing'].includes(mark.purpose);
}

/** The same for every flavour of a lock file that names the same contents. */
function fingerprint(lock) {
  const contents = Object.entries(lock.packages).map(([path, { version, integrity, link }]) => [
    path,
    link ? 'link' : version,
    integrity,
  ]);
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
}

function removeUnusedOfPrisma(root) {
  const folder = join(root, 'node_modules', '@prisma', 'client', 'runtime');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (UNUSED_OF_PRISMA.test(name)) rmSync(join(folder, name));
}

const versionOf = (folder) => readJson(join(folder, 'package.json'))?.version;
const readLock = (root, ...path) => readJson(join(root, ...(path.length > 0 ? path : ['package-lock.json'])));

/** @returns what the file holds, or undefined when it is missing or was cut off */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(error.code) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
