import type { Message } from '@chatket/contract';
import { currentLocale } from '../../i18n';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';

interface Context {
  stores: Pick<ChatStores, 'reads'>;
  toasts: PageStores['toasts'];
  realtime: Pick<Realtime, 'goBack'>;
}

/** From this message on its room is unread, here and on my other devices, until I come to the room again. */
export function markUnread(
  { stores, toasts, realtime }: Context,
  { roomId, seq }: Pick<Message, 'roomId' | 'seq'>,
): void {
  const version = stores.reads.actions.goBack(roomId, seq);
  realtime.goBack(roomId, seq, version);
  toasts.actions.show(currentLocale().t('unread.isFromHere'));
}
