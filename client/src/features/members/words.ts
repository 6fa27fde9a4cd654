import type { Decision, RoleName } from '@chatket/contract';
import type { MessageId, Translate } from '../../i18n';

/** What people are called. */
export const ROLE_NAMES = {
  member: 'members.role.member',
  moderator: 'members.role.moderator',
  admin: 'members.role.admin',
  owner: 'members.role.owner',
} as const satisfies Record<RoleName, MessageId>;

/** Why something cannot be done to somebody, in words. */
export function reasonOf(decision: Extract<Decision, { isAllowed: false }>, t: Translate): string {
  if (!('need' in decision)) {
    if (decision.because === 'ROOM_ARCHIVED') return t('members.why.archived');
    if (decision.because === 'NOT_FOR_GUESTS') return t('members.why.guest');
    return t(decision.because === 'FIXED_PEOPLE' ? 'members.why.fixed' : 'members.why.no');
  }
  const { need } = decision;
  return need === 'own' ? t('members.why.above') : t('members.why.role', { role: t(ROLE_NAMES[need]) });
}

/** For how long somebody can be muted or banned, in seconds. */
export const DURATIONS = {
  hour: 60 * 60,
  day: 24 * 60 * 60,
  week: 7 * 24 * 60 * 60,
} as const;
