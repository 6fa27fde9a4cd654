import type { NoticeReason } from '@chatket/contract';
import type { MessageId } from '../../i18n';

/** What of the rule has decided, in words. */
export const BECAUSE = {
  reminder: 'why.reminder',
  direct: 'why.direct',
  mention: 'why.mention',
  keyword: 'why.keyword',
  here: 'why.here',
  all: 'why.all',
  thread: 'why.thread',
  any: 'why.any',
  own: 'why.own',
  blocked: 'why.blocked',
  unreadable: 'why.unreadable',
  read: 'why.read',
  looking: 'why.looking',
  doNotDisturb: 'why.doNotDisturb',
  muted: 'why.muted',
  level: 'why.level',
} as const satisfies Record<NoticeReason, MessageId>;
