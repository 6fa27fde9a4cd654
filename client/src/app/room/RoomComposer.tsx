import type { Attachment, Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { Composer, ComposerHead } from '../../features/composer';
import { useEditing } from '../../features/editing';
import { AttachButton, ChosenFiles } from '../../features/files';
import { ScheduleButton } from '../../features/later';
import { PollDialog } from '../../features/polls';
import type { RoomTask } from '../../features/rooms';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { useRealtime } from '../../realtime';
import { draftKeyOf, useChatStores, usePageStores } from '../../store';
import { CommandList, loadRoomCommands } from './room-commands';

interface RoomComposerProps {
  room: Room;
  onGo: (path: string) => void;
  onTask: (task: RoomTask) => void;
}

/** The composer of a room: for a new message, an answer, or another text of one of mine. */
export function RoomComposer({ room, onGo, onTask }: RoomComposerProps) {
  const { t } = useLocale();
  const stores = useChatStores();
  const { writing } = stores;
  const { toasts } = usePageStores();
  const { request } = useApi();
  const realtime = useRealtime();
  const now = useStore(writing, ({ byRoom }) => byRoom[room.id]);
  const editing = useEditing(room.id);
  const [files, choose] = useState<readonly Attachment[]>([]);
  const [poll, openPoll] = useState<{ question: string; onAsked: () => void }>();
  const stop = () => {
    if (now) editing.cancel();
    return now !== undefined;
  };

  if (now?.kind === 'edit' || now?.kind === 'edit-unsent')
    return (
      <Composer
        room={room}
        task={{
          draftKey: draftKeyOf(room.id, now),
          label: t('edit.title'),
          sendLabel: t('edit.save'),
          onSend: editing.save,
        }}
        head={
          <Suspense>
            <ComposerHead title={t('edit.title')} dropLabel={t('edit.cancel')} onDrop={stop} />
          </Suspense>
        }
        onEscape={stop}
      />
    );
  const answered = now?.message;
  const sent = () => {
    choose([]);
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
            {files.length > 0 && <ChosenFiles files={files} onChange={choose} />}
          </Suspense>
        }
        attach={
          <Suspense fallback={<div className="size-9 max-md:size-11" />}>
            <AttachButton files={files} onChange={choose} />
          </Suspense>
        }
        files={files.length > 0 ? files : undefined}
        onSent={sent}
        beside={(now) =>
          // What begins so is something to be done now.
          !now.text.startsWith('/') && (
            <Suspense>
              <ScheduleButton room={room} answered={answered} {...now} />
            </Suspense>
          )
        }
        onSlash={(text, deeds) =>
          // What could not be fetched was not done: the text stays.
          void loadRoomCommands().then(
            ({ runSlash }) =>
              runSlash({
                text,
                ...{ room, stores, toasts, request, realtime },
                ...{ openPoll, openTask: onTask, go: onGo },
                ...deeds,
              }),
            () => undefined,
          )
        }
        suggest={(draft, take) =>
          draft.startsWith('/') && (
            <Suspense>
              <CommandList draft={draft} room={room} onTake={take} />
            </Suspense>
          )
        }
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
