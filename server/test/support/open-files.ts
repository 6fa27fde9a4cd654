import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { it } from '@jest/globals';

/** What only Linux tells of its processes. */
export const onLinux = existsSync('/proc/self/fd') ? it : it.skip;

/** Which files of that name this process holds open. */
export function openFiles(name: string): string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    })
    .filter((path) => path.includes(name));
}
