import { ROLES, type Message, type Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { Composer } from '../../features/composer';
import { ScheduleButton } from '../../features/later';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { keyOfPlace } from '../../store/draft-places';

interface ThreadComposerProps {
  room: Room;
  root: Message;
  onEscape: () => void;
}

/** Where one writes in a thread. Each has a draft of its own. */
export function ThreadComposer({ room, root: { messageId: rootId }, onEscape }: ThreadComposerProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const { drafts } = useChatStores();
  const [inRoom, setInRoom] = useState(false);
  const draftKey = keyOfPlace({ roomId: room.id, threadId: rootId });
  const { postGate = 0, replyGate = 0, role = ROLES.member } = room;
  const maySayInRoom = role >= postGate;
  const isInRoom = inRoom && maySayInRoom;

  function send(text: string) {
    realtime.send(room.id, text, { threadId: rootId, ...(isInRoom && { inRoom: true as const }) });
    drafts.actions.set(draftKey, '');
    setInRoom(false);
  }

  return (
    <>
      <Composer
        room={{ ...room, postGate: isInRoom ? Math.max(postGate, replyGate) : replyGate }}
        task={{
          draftKey,
          label: t('thread.label'),
          sendLabel: t('thread.send'),
          onSend: send,
          place: isInRoom ? 'both' : 'thread',
        }}
        beside={(now) => (
          <Suspense>
            <ScheduleButton room={room} thread={{ threadId: rootId, alsoInRoom: isInRoom }} {...now} />
          </Suspense>
        )}
        onEscape={() => {
          onEscape();
          return true;
        }}
      />
      {maySayInRoom && (
        <label className="-mt-1 mb-2 flex min-h-7 items-center gap-2 px-1 text-13 text-quiet pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={inRoom}
            onChange={({ currentTarget }) => setInRoom(currentTarget.checked)}
            className="size-4 accent-accent"
          />
          {t('thread.alsoInRoom')}
        </label>
      )}
    </>
  );
}
