import { ROLES, type Message, type Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { Composer } from '../../features/composer';
import { useEditing } from '../../features/editing';
import { ScheduleButton } from '../../features/later';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { keyOfPlace } from '../../store/draft-places';
import { EditComposer } from './EditComposer';
import { threadOfEdit } from './thread-of-edit';
import { useAttachments } from './use-attachments';
import { useSlash } from './use-slash';

interface ThreadComposerProps {
  room: Room;
  root: Message;
  /** Those that are loaded. */
  replies: readonly Message[];
  onEscape: () => void;
  onGo: (path: string) => void;
}

/** Where one writes in a thread. Each has a draft of its own. */
export function ThreadComposer({ room, root, replies, onEscape, onGo }: ThreadComposerProps) {
  const { messageId: rootId } = root;
  const { t } = useLocale();
  const realtime = useRealtime();
  const { writing } = useChatStores();
  const now = useStore(writing, ({ byRoom }) => byRoom[room.id]);
  const editing = useEditing(room.id);
  const commands = useSlash({ room, isInThread: true, onGo });
  const [inRoom, setInRoom] = useState(false);
  const draftKey = keyOfPlace({ roomId: room.id, threadId: rootId });
  const { postGate = 0, replyGate = 0, role = ROLES.member } = room;
  const maySayInRoom = role >= postGate;
  const isInRoom = inRoom && maySayInRoom;
  const place = { threadId: rootId, ...(isInRoom && { inRoom: true as const }) };
  const { files, head, attach, clear } = useAttachments({
    roomId: room.id,
    draftKey,
    answering: place,
    onSpoken: () => setInRoom(false),
  });

  if (threadOfEdit(now) === rootId) return <EditComposer room={room} />;
  return (
    <>
      <Composer
        room={{ ...room, postGate: isInRoom ? Math.max(postGate, replyGate) : replyGate }}
        task={{
          draftKey,
          label: t('thread.label'),
          sendLabel: t('thread.send'),
          onSend: (text) => realtime.send(room.id, text, { ...place, files }),
          place: isInRoom ? 'both' : 'thread',
        }}
        head={<Suspense>{head}</Suspense>}
        attach={attach}
        files={files}
        onSent={() => {
          clear();
          setInRoom(false);
        }}
        beside={(now) =>
          // What begins so is something to be done now.
          !now.text.startsWith('/') && (
            <Suspense>
              <ScheduleButton room={room} thread={{ threadId: rootId, alsoInRoom: isInRoom }} {...now} />
            </Suspense>
          )
        }
        onSlash={commands.onSlash}
        suggest={commands.suggest}
        onUp={() => editing.beginLast({ rootId, replies })}
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
