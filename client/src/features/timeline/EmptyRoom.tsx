import type { Room } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useRoomTitle } from '../../people';
import { Button, EmptyState, HashIcon, PeopleIcon } from '../../ui';

export function EmptyRoom({ room, onInvite }: { room: Room; onInvite: () => void }) {
  const { t } = useLocale();
  if (room.people) return <EmptyConversation room={room} isNotes={room.people.length === 0} />;
  return (
    <div className="my-auto">
      <EmptyState
        icon={<HashIcon className="size-6" />}
        title={t('timeline.empty', { room: room.name })}
        action={<Button onClick={onInvite}>{t('timeline.invite')}</Button>}
      >
        {t('timeline.emptyHint')}
      </EmptyState>
    </div>
  );
}

function EmptyConversation({ room, isNotes }: { room: Room; isNotes: boolean }) {
  const { t } = useLocale();
  const name = useRoomTitle(room);
  return (
    <div className="my-auto">
      <EmptyState
        icon={<PeopleIcon className="size-6" />}
        title={isNotes ? t('direct.emptyNotes') : t('direct.empty', { name })}
      >
        {t(isNotes ? 'direct.emptyNotesHint' : 'direct.emptyHint')}
      </EmptyState>
    </div>
  );
}
