import { fold, type Message, type Room } from '@chatket/contract';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { roomTitle, useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { RoomTitle } from '../../people';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { originOf, roomsToWrite, threadsToWrite } from './forwarding';
import { useFollowedThreads } from './use-followed-threads';

/** For so long it is offered to go there. */
const OPEN_MS = 5_000;

interface ForwardDialogProps {
  message: Message;
  onGo: (path: string) => void;
  onClose: () => void;
}

/** Where to bring a message: into a room, or into a thread. */
export function ForwardDialog({ message, onGo, onClose }: ForwardDialogProps) {
  const { t } = useLocale();
  const { rooms, threads } = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const mine = useStore(rooms, (state) => state.mine);
  const followed = useFollowedThreads();
  const [typed, setTyped] = useState('');
  const all = useMemo(() => roomsToWrite(Object.values(mine)), [mine]);
  const isMeant = (...texts: string[]) => texts.some((text) => fold(text).includes(fold(typed)));
  const foundRooms = all.filter((room) => isMeant(roomTitle(t, room)));
  const foundThreads = threadsToWrite(followed, mine).flatMap(({ roomId, root }) => {
    const room = mine[roomId];
    return room && isMeant(root.text, roomTitle(t, room)) ? [{ room, root }] : [];
  });

  function bring(target: Room, root?: Message) {
    const source = mine[message.roomId];
    if (!source) return;
    const { messageId, text } = message;
    const forwarded = originOf(message, source, target.id);
    const rootId = root?.messageId;
    realtime.send(target.id, text, {
      ...{ forwardOf: messageId, forwarded },
      ...(rootId !== undefined && { threadId: rootId }),
    });
    const open = () => {
      if (rootId !== undefined) threads.setState({ open: { roomId: target.id, rootId } });
      onGo(`/rooms/${target.id}`);
    };
    toasts.actions.show(t(root ? 'forward.doneThread' : 'forward.done', { room: roomTitle(t, target) }), {
      ...{ name: t('forward.open'), forMs: OPEN_MS, run: open },
    });
    onClose();
  }

  return (
    <Dialog title={t('forward.title')} onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 text-13 wrap-anywhere text-quiet">
        {asRead(message.text)}
      </p>
      <TextField
        label={t('forward.search')}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="mt-3 max-h-72 overflow-y-auto overscroll-contain">
        <Places title={t('forward.rooms')} isEmpty={foundRooms.length === 0}>
          {foundRooms.map((room) => (
            <Place key={room.id} onPick={() => bring(room)}>
              <RoomTitle room={room} />
            </Place>
          ))}
        </Places>
        <Places title={t('forward.threads')} isEmpty={foundThreads.length === 0}>
          {foundThreads.map(({ room, root }) => (
            <Place key={root.messageId} beside={<RoomTitle room={room} />} onPick={() => bring(room, root)}>
              {asRead(root.text)}
            </Place>
          ))}
        </Places>
      </div>
      <p role="status" className="text-13 text-quiet empty:hidden">
        {foundRooms.length + foundThreads.length === 0 && t('forward.none')}
      </p>
    </Dialog>
  );
}

function Places({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const id = useId();
  if (isEmpty) return null;
  return (
    <>
      <h3 id={id} className="px-3 pt-2 text-12 font-bold text-quiet">
        {title}
      </h3>
      <ul aria-labelledby={id}>{children}</ul>
    </>
  );
}

interface PlaceProps {
  /** In fewer words: where it is. */
  beside?: ReactNode;
  onPick: () => void;
  children: ReactNode;
}

function Place({ beside, onPick, children }: PlaceProps) {
  return (
    <li>
      <Button look="quiet" className="w-full justify-start gap-2 max-md:h-11" onClick={onPick}>
        <bdi dir="auto" className="min-w-0 truncate">
          {children}
        </bdi>
        {beside !== undefined && (
          <bdi dir="auto" className="ms-auto max-w-[40%] shrink-0 truncate text-12 font-normal text-quiet">
            {beside}
          </bdi>
        )}
      </Button>
    </li>
  );
}
