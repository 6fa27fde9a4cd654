import type { Room } from '@chatket/contract';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { Composer, ComposerHead } from '../../features/composer';
import { useEditing } from '../../features/editing';
import { useLocale } from '../../i18n';
import { draftKeyOf, useChatStores } from '../../store';

/** Another text for a message of mine, in place of the field in which new ones are written. */
export function EditComposer({ room }: { room: Room }) {
  const { t } = useLocale();
  const { writing } = useChatStores();
  const now = useStore(writing, ({ byRoom }) => byRoom[room.id]);
  const editing = useEditing(room.id);
  const stop = () => {
    editing.cancel();
    return true;
  };
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
}
