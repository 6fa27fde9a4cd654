import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const DEAD_STATES = ['Z', 'X'];

/** @returns whether a process with this id runs, whoever owns it; one that ended and was not yet buried does not */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || !DEAD_STATES.includes(statFieldsOf(pid)[0]);
}

/**
 * When a process began, in a form that differs between two processes that got the same id one after the other.
 * @returns an empty string where the system does not tell
 */
export function birthOf(pid) {
  if (process.platform === 'linux') return statFieldsOf(pid)[19] ?? '';
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** @returns the command line of a process, or an empty string when it cannot be read */
export function commandOf(pid) {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** The fields of `/proc/<pid>/stat` behind the process name, which may itself hold spaces and brackets. */
function statFieldsOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process is gone, or not ours to look at
  }
}
