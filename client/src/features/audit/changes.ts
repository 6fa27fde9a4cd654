import type { AuditEntry } from '@chatket/contract';

/** What changed of it, by its name in the log; the others stand as they are there. */
const NAMES = {
  role: 'audit.change.role',
  serverRole: 'audit.change.serverRole',
  until: 'audit.change.until',
  name: 'audit.change.name',
  icon: 'audit.change.icon',
  picture: 'audit.change.picture',
  topic: 'audit.change.topic',
  description: 'audit.change.description',
  kind: 'audit.change.kind',
  registration: 'audit.change.registration',
  slowSeconds: 'audit.change.slowSeconds',
  outcome: 'audit.change.outcome',
} as const;
const ROLES = [
  'members.role.member',
  'members.role.moderator',
  'members.role.admin',
  'members.role.owner',
] as const;
const SERVER_ROLES = ['server.role.person', 'server.role.admin', 'server.role.owner'] as const;

export type ChangeText =
  | (typeof NAMES)[keyof typeof NAMES]
  | (typeof ROLES)[number]
  | (typeof SERVER_ROLES)[number]
  | 'audit.change.aPicture'
  | 'audit.change.nothing'
  | 'audit.change.yes'
  | 'audit.change.no';

/** How values are put into words. */
export interface Words {
  t: (key: ChangeText) => string;
  moment: (at: Date) => string;
}

export interface ShownChange {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** What is different since, in words; what has no words is told as it stands in the log. */
export function shownChanges(
  { before = {}, after = {} }: Pick<AuditEntry, 'before' | 'after'>,
  words: Words,
): ShownChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      name: Object.hasOwn(NAMES, key) ? words.t(NAMES[key as keyof typeof NAMES]) : key,
      before: key in before ? valueOf(key, before[key], words) : undefined,
      after: key in after ? valueOf(key, after[key], words) : undefined,
    }));
}

function valueOf(key: string, value: unknown, { t, moment }: Words): string {
  if (value === null || value === undefined || value === '') return t('audit.change.nothing');
  if (typeof value === 'boolean') return t(value ? 'audit.change.yes' : 'audit.change.no');
  if (typeof value === 'number') {
    const role = key === 'role' ? ROLES[value] : key === 'serverRole' ? SERVER_ROLES[value] : undefined;
    return role === undefined ? String(value) : t(role);
  }
  if (key === 'picture') return t('audit.change.aPicture');
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? moment(new Date(value)) : value;
}
