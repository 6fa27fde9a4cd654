import type { RequestState, Room } from '@chatket/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { useRealtime } from '../../realtime';
import { Button, EmptyState, HashIcon } from '../../ui';
import { AskToComeIn } from './AskToComeIn';
import { useRoomActions } from './use-room-actions';

interface JoinRoomProps {
  room: Pick<Room, 'id' | 'name' | 'joinBy' | 'request'>;
  onBack: () => void;
}

/** Shown for a room that exists but that I have not joined: the way in, at once or by asking. */
export function JoinRoom({ room, onBack }: JoinRoomProps) {
  const { t } = useLocale();
  const { join } = useRoomActions();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [request, setRequest] = useState<RequestState | undefined>(room.request);
  useRefusal(room.id, () => setRequest('refused'));
  const isAsking = room.joinBy === 'request';

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
      title={isAsking ? room.name : t('rooms.joinNamed', { room: room.name })}
      action={
        <div className={cx('flex justify-center gap-2', isAsking && 'w-88 max-w-full flex-col items-center')}>
          {isAsking ? (
            <AskToComeIn room={{ ...room, request }} onRequest={setRequest} />
          ) : (
            <Button look="primary" isBusy={isBusy} onClick={() => void enter()}>
              {t('rooms.joinRoom')}
            </Button>
          )}
          <Button look="quiet" onClick={onBack}>
            {t('rooms.seeAll')}
          </Button>
        </div>
      }
    >
      {isAsking ? undefined : (error ?? t('rooms.joinHint'))}
    </EmptyState>
  );
}

/** Calls when I hear that I was not let in. Being let in shows the room itself. */
function useRefusal(roomId: string, onRefused: () => void) {
  const realtime = useRealtime();
  const refuse = useEffectEvent(onRefused);
  useEffect(
    () =>
      realtime.listen((event) => {
        if (event.kind !== 'notice' || event.notice.event !== 'request:refused') return;
        if (event.notice.payload.roomId === roomId) refuse();
      }),
    [realtime, roomId],
  );
}
