import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.mjs';

/** The role that owns everything in an embedded cluster. */
export const ROLE = 'chatket';

/**
 * Makes a database cluster unless it is there already. It is built under another name first, so that a run that was
 * cut off leaves nothing that looks like a cluster.
 * @param {{ path: string, passwordFile: string, initdb: string, account: object, isThrowaway: boolean }} options
 *   `isThrowaway`: the data need not survive a power cut
 */
export function ensureCluster({ path, passwordFile, initdb, account, isThrowaway }) {
  if (hasCluster(path)) return;
  const draft = `${path}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(account, { draft, passwordFile });
  const [command, args] = account.command(initdb, [
    `--pgdata=${draft}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(isThrowaway ? ['--no-sync'] : []),
  ]);
  const { uid, gid } = account;
  const result = spawnSync(command, args, { uid, gid, cwd: '/', env: cleanEnvironment(), encoding: 'utf8' });
  if (/No space left on device/.test(result.stderr)) {
    rmSync(draft, { recursive: true, force: true });
    throw new Refusal(
      `There is no space left on the disk for the database in ${path}: make some and try again.`,
    );
  }
  if (result.status !== 0) {
    throw new Refusal(
      `The embedded PostgreSQL could not be set up: ${result.stderr || result.error?.message}`,
    );
  }
  renameSync(draft, path);
}

/** @returns whether there is a cluster, made to its end */
export function hasCluster(path) {
  return existsSync(path);
}

/**
 * Gives the role of a cluster that is not running another password.
 * @param {{ path: string, password: string, postgres: string, account: object }} options `password`: hexadecimal digits
 */
export function setPassword({ path, password, postgres, account }) {
  const [command, args] = account.command(postgres, ['--single', '-D', path, 'postgres']);
  const { uid, gid } = account;
  const input = `ALTER ROLE ${ROLE} PASSWORD '${password}'\n`;
  const { status, stderr } = spawnSync(command, args, {
    ...{ uid, gid, cwd: '/', input, encoding: 'utf8' },
    env: cleanEnvironment(),
  });
  if (status === 0 && !/ERROR|FATAL/.test(stderr)) return;
  throw new Refusal(`The database in ${path} could not be given a new password: ${stderr}`);
}

/** Nothing of the caller's goes to PostgreSQL: no PG* settings that would bend it, no secrets. */
export function cleanEnvironment() {
  const { PATH, TMPDIR, SystemRoot } = process.env;
  return { PATH, LC_ALL: 'C', ...(TMPDIR && { TMPDIR }), ...(SystemRoot && { SystemRoot }) };
}

/** Another account needs the cluster and its password for itself and a way through the folder around them. */
function giveTo({ uid, gid }, { draft, passwordFile }) {
  if (uid === undefined) return;
  chmodSync(dirname(draft), 0o711);
  for (const path of [draft, passwordFile]) chownSync(path, uid, gid);
}
