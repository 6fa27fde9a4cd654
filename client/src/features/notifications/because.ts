import type { NoticeReason, RequestAlert } from '@chatket/contract';
import type { MessageId, Translate } from '../../i18n';

/** What of the rule has decided, in words. */
export const BECAUSE = {
  reminder: 'why.reminder',
  request: 'why.request',
  answer: 'why.answer',
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

const TEXTS = {
  asked: 'alerts.asked',
  accepted: 'alerts.accepted',
  refused: 'alerts.refused',
} as const satisfies Record<RequestAlert['what'], string>;

/** What an alert of a request says. @param name what whoever asks is called */
export function requestText(t: Translate, { what, roomName }: RequestAlert, name: string): string {
  return t(TEXTS[what], { name, room: roomName });
}
