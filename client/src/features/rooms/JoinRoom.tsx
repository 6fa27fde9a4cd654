import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button, EmptyState, HashIcon } from '../../ui';
import { useRoomActions } from './use-room-actions';

interface JoinRoomProps {
  room: { id: string; name?: string; memberCount?: number };
  onBack: () => void;
}

/** Shown for a room that exists but that I have not joined. */
export function JoinRoom({ room, onBack }: JoinRoomProps) {
  const { t } = useLocale();
  const { join } = useRoomActions();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function enter() {
    setIsBusy(true);
    try {
      await join(room.id);
    } catch (problem) {
      setError(explain(problem));
      setIsBusy(false);
    }
  }

  return (
    <EmptyState
      icon={<HashIcon className="size-6" />}
      title={room.name ? t('rooms.joinNamed', { room: room.name }) : t('rooms.joinThis')}
      action={
        <>
          <Button look="primary" isBusy={isBusy} onClick={() => void enter()}>
            {t('rooms.joinRoom')}
          </Button>
          <Button look="quiet" onClick={onBack}>
            {t('rooms.seeAll')}
          </Button>
        </>
      }
    >
      {error ?? t('rooms.joinHint')}
    </EmptyState>
  );
}
