import type { Room } from '@chatket/contract';
import { useMemo } from 'react';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { inviteApi } from './invite-api';
import { RequestList } from './RequestList';

interface RequestsDialogProps {
  room: Room;
  onClose: () => void;
}

/** Who asks to come into a room, for those who answer. */
export function RequestsDialog({ room, onClose }: RequestsDialogProps) {
  const { t } = useLocale();
  const request = useApi();
  const api = useMemo(() => inviteApi(request), [request]);
  return (
    <Dialog title={t('requests.menu')} onClose={onClose}>
      <RequestList room={room} api={api} whenNone={t('requests.none')} />
    </Dialog>
  );
}
