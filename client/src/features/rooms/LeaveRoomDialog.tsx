import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { useRoomActions } from './use-room-actions';

interface LeaveRoomDialogProps {
  room: Room;
  onClose: () => void;
  onLeft: () => void;
}

export function LeaveRoomDialog({ room, onClose, onLeft }: LeaveRoomDialogProps) {
  const { t, rich } = useLocale();
  const { leave } = useRoomActions();
  const { toasts } = usePageStores();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function confirm() {
    setIsBusy(true);
    try {
      await leave(room.id);
      toasts.actions.show(t('rooms.left', { room: room.name }));
      onLeft();
    } catch (problem) {
      setError(explain(problem));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('rooms.leaveTitle')} onClose={onClose}>
      <p className="text-quiet text-pretty">
        {rich('rooms.leaveHint', {
          room: (
            <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
              {room.name}
            </bdi>
          ),
        })}
      </p>
      <p role="alert" className="mt-2 min-h-5 text-13 text-danger">
        {error}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Button look="quiet" data-first onClick={onClose}>
          {t('rooms.stay')}
        </Button>
        <Button look="danger" isBusy={isBusy} onClick={() => void confirm()}>
          {t('rooms.leave')}
        </Button>
      </div>
    </Dialog>
  );
}
