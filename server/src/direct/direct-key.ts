import { createHash } from 'node:crypto';

/** What identifies a room that is its people, in whichever order they are named: 64 hexadecimal digits. */
export function directKey(userIds: readonly string[]): string {
  return createHash('sha256')
    .update([...userIds].sort().join(' '))
    .digest('hex');
}
