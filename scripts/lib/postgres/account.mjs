import { spawnSync } from 'node:child_process';
import { Refusal } from '../refusal.mjs';

const STAND_INS = ['postgres', 'nobody'];

/**
 * How to run PostgreSQL's programs as the present user. PostgreSQL refuses to run as root, so root runs it
 * - in a user namespace of its own, where it is no longer root though the files stay root's (needs no account), or
 * - as another account, where user namespaces are switched off. That account then owns the files.
 *
 * @returns {{ command(program: string, args: string[]): [string, string[]], uid?: number, gid?: number }}
 */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return asIs;
  if (spawnSync('unshare', ['--user', 'true']).status === 0) return inNamespace;
  const standIn = STAND_INS.map(lookUp).find(Boolean);
  if (standIn) return { ...asIs, ...standIn };
  throw new Refusal(
    'PostgreSQL does not run as root, and this machine offers neither user namespaces nor an account to run it as. ' +
      'Start ChatKet as an ordinary user, or set DATABASE_URL.',
  );
}

const asIs = { command: (program, args) => [program, args] };
const inNamespace = { command: (program, args) => ['unshare', ['--user', '--', program, ...args]] };

function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout),
  );
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}
