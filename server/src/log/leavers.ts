import { isChange, type LogEntry, type MemberChange } from '@chatket/contract';

/** Of each person whose membership the entries change, the last of these changes. */
export function memberChangesIn(entries: readonly LogEntry[]): MemberChange[] {
  const last = new Map<string, MemberChange>();
  for (const entry of entries) if (isMemberChange(entry)) last.set(entry.user.id, entry);
  return [...last.values()];
}

/** Those whose last change among the entries, if there is one, is that they are no member any more. */
export function leaversIn(entries: readonly LogEntry[]): string[] {
  return memberChangesIn(entries).flatMap(({ user, role }) => (role === null ? [user.id] : []));
}

function isMemberChange(entry: LogEntry): entry is MemberChange {
  return isChange(entry) && entry.kind === 'member';
}
