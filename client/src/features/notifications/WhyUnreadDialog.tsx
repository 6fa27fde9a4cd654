import type { Room, WhyUnread } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';
import { roomTitle, useLocale } from '../../i18n';
import { ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { BECAUSE } from './because';

interface WhyUnreadDialogProps {
  room: Room;
  onGo: (path: string) => void;
  onClose: () => void;
}

/** Which messages make a room unread, the first of them, each with what it is worth. */
export function WhyUnreadDialog({ room, onGo, onClose }: WhyUnreadDialogProps) {
  const { t } = useLocale();
  const api = useApi();
  const [why, setWhy] = useState<WhyUnread>();
  const [hasFailed, setHasFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const path = `/rooms/${encodeURIComponent(room.id)}/why-unread`;
        const { body } = await api.request<WhyUnread>({ path });
        if (isCurrent) setWhy(body);
        if (isCurrent) setHasFailed(false);
      } catch {
        if (isCurrent) setHasFailed(true);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, room.id, round]);

  return (
    <Dialog title={t('why.unreadTitle', { room: roomTitle(t, room) })} onClose={onClose}>
      {why && <p className="mb-3 text-13 text-quiet">{t('why.unreadCount', { count: why.unread })}</p>}
      {why && why.messages.length > 0 && (
        <ol className="space-y-2">
          {why.messages.map(({ message, because }) => (
            <li key={message.messageId}>
              <button
                type="button"
                onClick={() => onGo(`/rooms/${message.roomId}/m/${message.messageId}`)}
                className="block w-full rounded-lg border border-line bg-surface-0 p-3 text-start hover:bg-surface-2"
              >
                <bdi dir="auto" className="text-13 font-bold">
                  {message.sender.username}
                </bdi>
                <span dir="auto" className="line-clamp-2 block wrap-anywhere">
                  {message.text}
                </span>
                <span className="mt-1 block text-12 text-quiet">{t(BECAUSE[because])}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {!why && !hasFailed && (
        <Loading label={t('why.unread')}>
          <Skeleton className="mt-3 h-3 w-64" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={() => setRound(round + 1)}>{t('alerts.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}
