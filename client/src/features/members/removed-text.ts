import type { RoomRemoved } from '@chatket/contract';
import { currentLocale } from '../../i18n';

/** Who has put me out of a room, in words. */
export function removedText({ what, by, reason }: RoomRemoved, room: string): string {
  const { t } = currentLocale();
  const said = t(what === 'banned' ? 'members.me.banned' : 'members.me.removed', {
    name: by?.username ?? '',
    room,
  });
  return reason === undefined ? said : `${said} ${reason}`;
}
