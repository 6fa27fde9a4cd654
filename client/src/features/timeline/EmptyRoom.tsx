import type { Room, UserRef } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { Button, EmptyState, HashIcon, PeopleIcon } from '../../ui';

export function EmptyRoom({ room, onInvite }: { room: Room; onInvite: () => void }) {
  const { t } = useLocale();
  if (room.people) return <EmptyConversation people={room.people} name={room.name} />;
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

function EmptyConversation({ people, name }: { people: readonly UserRef[]; name: string }) {
  const { t } = useLocale();
  const isNotes = people.length === 0;
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
