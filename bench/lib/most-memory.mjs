// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * From here on the system notes anew how much memory a process has had at most.
 * @param {number} pid
 * @returns {() => number} how many bytes more than now that was
 */
export function watchMemory(pid) {
  // What `clear_refs` does with a five: the high-water mark is set to what there is.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = field(pid, 'VmRSS');
  return () => field(pid, 'VmHWM') - before;
}

/** @param {number} pid @param {string} name @returns {number} bytes */
function field(pid, name) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return Number(kilobytes) * 1024;
}
