import type { Message } from '@chatket/contract';
import type { Api } from '../../api';
import { canForward } from '../../features/forwards';
import { canPin } from '../../features/pins';
import { savingOf } from '../../features/saved';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';
import { markUnread } from './mark-unread';

interface Context {
  stores: ChatStores;
  toasts: PageStores['toasts'];
  realtime: Realtime;
  request: Api['request'];
  onForward: (message: Message) => void;
}

/** What the keys on a row do that are pressed less often. What I may not do is not done. */
export function pressMore(
  key: 'f' | 'p' | 's' | 'u',
  message: Message,
  { stores, toasts, realtime, request, onForward }: Context,
): void {
  const { me, rooms } = stores;
  const room = rooms.getState().mine[message.roomId];
  if (key === 's') void savingOf({ stores, toasts, request }).toggle(message);
  else if (!room) return;
  else if (key === 'u') markUnread({ stores, toasts, realtime }, message);
  else if (key === 'p' && canPin(message, room)) realtime.pin(message, message.pinned === undefined);
  else if (key === 'f' && canForward(message, { me, room })) onForward(message);
}
