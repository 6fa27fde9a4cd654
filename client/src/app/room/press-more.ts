import type { Message } from '@chatket/contract';
import type { Api } from '../../api';
import { canForward } from '../../features/forwards';
import { canPin } from '../../features/pins';
import { savingOf } from '../../features/saved';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';
import { linkTo } from '../../features/timeline/more';
import { currentLocale } from '../../i18n';
import { copyText } from '../../lib';
import { markUnread } from './mark-unread';
import type { KeyOfMore } from './keys-of-more';

interface Context {
  stores: ChatStores;
  toasts: PageStores['toasts'];
  realtime: Realtime;
  request: Api['request'];
  onForward: (message: Message) => void;
  onReact: (message: Message, at: DOMRect) => void;
}

/** What the keys on a row do that are pressed less often. What I may not do is not done. */
export function pressMore(
  key: KeyOfMore,
  message: Message,
  { stores, toasts, realtime, request, onForward, onReact }: Context,
): void {
  const { me, rooms } = stores;
  const room = rooms.getState().mine[message.roomId];
  if (key === 's') void savingOf({ stores, toasts, request }).toggle(message);
  else if (key === 'c') void copy(message.text, 'message.textCopied', toasts);
  else if (key === 'l') void copy(linkTo(message), 'message.linkCopied', toasts);
  else if (!room) return;
  else if (key === '+') onReact(message, placeOf(document.activeElement));
  else if (key === 'u') markUnread({ stores, toasts, realtime }, message);
  else if (key === 'p' && canPin(message, room)) realtime.pin(message, message.pinned === undefined);
  else if (key === 'f' && canForward(message, { me, room })) onForward(message);
}

async function copy(
  text: string,
  confirmation: 'message.textCopied' | 'message.linkCopied',
  toasts: PageStores['toasts'],
) {
  const isCopied = await copyText(text);
  toasts.actions.show(currentLocale().t(isCopied ? confirmation : 'message.copyRefused'));
}

/** Beside the row that has the focus, as beside the button that picks a reaction. */
function placeOf(row: Element | null): DOMRect {
  return row?.getBoundingClientRect() ?? new DOMRect();
}
