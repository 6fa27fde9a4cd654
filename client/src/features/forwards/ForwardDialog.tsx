import { fold, type Message, type Room } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { roomTitle, useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { originOf, roomsToWrite } from './forwarding';

/** For so long it is offered to go there. */
const OPEN_MS = 5_000;

interface ForwardDialogProps {
  message: Message;
  onGo: (path: string) => void;
  onClose: () => void;
}

/** Where to bring a message. */
export function ForwardDialog({ message, onGo, onClose }: ForwardDialogProps) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const mine = useStore(rooms, (state) => state.mine);
  const [typed, setTyped] = useState('');
  const all = useMemo(() => roomsToWrite(Object.values(mine)), [mine]);
  const found = all.filter((room) => fold(roomTitle(t, room)).includes(fold(typed)));

  function bring(target: Room) {
    const source = mine[message.roomId];
    if (!source) return;
    const { messageId, text } = message;
    const forwarded = originOf(message, source, target.id);
    realtime.send(target.id, text, { forwardOf: messageId, forwarded });
    const open = { name: t('forward.open'), forMs: OPEN_MS, run: () => onGo(`/rooms/${target.id}`) };
    toasts.actions.show(t('forward.done', { room: roomTitle(t, target) }), open);
    onClose();
  }

  return (
    <Dialog title={t('forward.title')} onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 text-13 wrap-anywhere text-quiet">
        {message.text}
      </p>
      <TextField
        label={t('forward.search')}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-label={t('forward.rooms')} className="mt-3 max-h-72 overflow-y-auto overscroll-contain">
        {found.map((room) => (
          <li key={room.id}>
            <Button look="quiet" className="w-full justify-start max-md:h-11" onClick={() => bring(room)}>
              <bdi dir="auto" className="truncate">
                {roomTitle(t, room)}
              </bdi>
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-13 text-quiet empty:hidden">
        {found.length === 0 && t('forward.none')}
      </p>
    </Dialog>
  );
}
