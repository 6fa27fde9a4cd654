import type { Room } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { Button, EmptyState, HashIcon } from '../../ui';

export function EmptyRoom({ room, onInvite }: { room: Room; onInvite: () => void }) {
  const { t } = useLocale();
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
