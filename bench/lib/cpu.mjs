// @ts-check
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time of processes in hundredths of a second, whatever the kernel's own clock is. */
const MS_PER_TICK = 10;

/** @typedef {{ user: number, system: number }} CpuTime milliseconds */

/**
 * CPU time a process has used so far, without that of its children.
 * @param {number} pid
 * @returns {CpuTime}
 */
export function cpuOf(pid) {
  const [, fields] = statOf(pid);
  return { user: Number(fields[11]) * MS_PER_TICK, system: Number(fields[12]) * MS_PER_TICK };
}

/**
 * CPU time of a process and of all its children, those that have ended included: a whole PostgreSQL cluster.
 * @param {number} pid
 * @returns {number} milliseconds
 */
export function cpuOfFamily(pid) {
  const [, own] = statOf(pid);
  const ticks = [11, 12, 13, 14].map((index) => Number(own[index]));
  for (const child of childrenOf(pid)) {
    const [isThere, fields] = statOf(child);
    if (isThere) ticks.push(Number(fields[11]), Number(fields[12]));
  }
  return ticks.reduce((sum, tick) => sum + tick, 0) * MS_PER_TICK;
}

/** Resident memory of a process in bytes. @param {number} pid */
export function residentBytes(pid) {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m);
  return Number(line?.[1] ?? 0) * 1024;
}

/** What all cores together have done so far. @returns {{ busy: number, steal: number }} milliseconds */
export function machineCpu() {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '';
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  return { busy: (user + nice + system + irq + softirq) * MS_PER_TICK, steal: steal * MS_PER_TICK };
}

/** @param {number} pid @returns {[boolean, string[]]} whether it is there, and the fields from its state on */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [true, text.slice(text.lastIndexOf(')') + 2).split(' ')];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return [false, Array(20).fill('0')];
    throw error;
  }
}

/** @param {number} pid @returns {number[]} */
function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((candidate) => statOf(candidate)[1][1] === String(pid));
  }
}
