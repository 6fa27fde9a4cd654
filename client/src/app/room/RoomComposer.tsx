import type { Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { Composer, ComposerHead } from '../../features/composer';
import { useEditing } from '../../features/editing';
import { ScheduleButton } from '../../features/later';
import { PollDialog } from '../../features/polls';
import type { RoomTask } from '../../features/rooms';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { quoteOf, useChatStores } from '../../store';
import { EditComposer } from './EditComposer';
import { threadOfEdit } from './thread-of-edit';
import { useAttachments } from './use-attachments';
import { useSlash } from './use-slash';

interface RoomComposerProps {
  room: Room;
  onGo: (path: string) => void;
  onTask: (task: RoomTask) => void;
}

/** The composer of a room: for a new message, an answer, or another text of one of mine. */
export function RoomComposer({ room, onGo, onTask }: RoomComposerProps) {
  const { t } = useLocale();
  const stores = useChatStores();
  const { threads, writing } = stores;
  const now = useStore(writing, ({ byRoom }) => byRoom[room.id]);
  const editing = useEditing(room.id);
  const [poll, openPoll] = useState<{ question: string; onAsked: () => void }>();
  const commands = useSlash({ room, onGo, onTask, onPoll: openPoll });
  const isEdit = now?.kind === 'edit' || now?.kind === 'edit-unsent';
  const answered = isEdit ? undefined : now?.message;
  const stop = () => {
    if (answered) editing.cancel();
    return answered !== undefined;
  };
  const { files, head, attach, clear } = useAttachments({
    roomId: room.id,
    draftKey: room.id,
    answering: { replyTo: answered && quoteOf(answered) },
    onSpoken: stop,
  });

  // What is said in the thread that is open is edited there.
  const openRoot = useStore(threads, ({ open }) => open?.rootId);
  const isElsewhere = isEdit && openRoot !== undefined && threadOfEdit(now) === openRoot;
  if (isEdit && !isElsewhere) return <EditComposer room={room} />;
  const sent = () => {
    clear();
    stop();
  };
  return (
    <>
      <Composer
        room={room}
        answered={answered}
        head={
          <Suspense>
            {answered && (
              <ComposerHead
                title={t('reply.to', { name: personName(t, answered.sender) })}
                text={answered.text}
                dropLabel={t('reply.drop')}
                onDrop={stop}
              />
            )}
            {head}
          </Suspense>
        }
        attach={attach}
        files={files}
        onSent={sent}
        beside={(now) =>
          // What begins so is something to be done now.
          !now.text.startsWith('/') && (
            <Suspense>
              <ScheduleButton room={room} answered={answered} {...now} />
            </Suspense>
          )
        }
        onSlash={commands.onSlash}
        suggest={commands.suggest}
        onUp={answered ? undefined : editing.beginLast}
        onEscape={stop}
      />
      {poll && (
        <Suspense>
          <PollDialog room={room} {...poll} onClose={() => openPoll(undefined)} />
        </Suspense>
      )}
    </>
  );
}
