import type { Room, WhyUnread } from '@chatket/contract';
import { useCallback } from 'react';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { useRoomTitle } from '../../people';
import { InlineName } from '../../people/InlineName';
import { useLoaded } from '../../lib/use-loaded';
import { asRead } from '@chatket/contract/as-read';
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
  const title = useRoomTitle(room);
  const { request } = useApi();
  const load = useCallback(async () => {
    const path = `/rooms/${encodeURIComponent(room.id)}/why-unread`;
    return (await request<WhyUnread>({ path })).body;
  }, [request, room.id]);
  const { loaded, known: why, reload } = useLoaded(load);
  const hasFailed = loaded.state === 'failed';

  return (
    <Dialog title={t('why.unreadTitle', { room: title })} onClose={onClose}>
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
                <InlineName user={message.sender} className="text-13 font-bold" />
                <span dir="auto" className="line-clamp-2 block wrap-anywhere">
                  {asRead(message.text)}
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
      {hasFailed && <ErrorNote onRetry={reload}>{t('alerts.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}
