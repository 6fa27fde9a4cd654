import type { Alert, AlertPage, ReadAlertsBody, RequestAlert } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { cx, useNow } from '../../lib';
import { useTriesAfter } from '../../lib/use-tries';
import { asRead } from '@chatket/contract/as-read';
import { CalledName, RoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { useConnections } from '../../store/use-connections';
import { useUnreadAlerts } from '../../store/use-unread-alerts';
import { BellIcon, Button, EmptyState, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { BECAUSE } from './because';
import { RequestItem } from './RequestItem';

interface AlertsDialogProps {
  onGo: (path: string) => void;
  /** To who asks to come into a room. */
  onRequests: (roomId: string) => void;
  onSettings: () => void;
  /** To where my export is. */
  onExport: () => void;
  onClose: () => void;
}

/** What I was told of, newest first, the same on all my devices. */
export function AlertsDialog({ onGo, onRequests, onSettings, onExport, onClose }: AlertsDialogProps) {
  const { t } = useLocale();
  const api = useApi();
  const unread = useUnreadAlerts(api.request);
  const { alerts, requests, exported, cursor, hasFailed, more, retry } = useAlerts(unread);
  const items = [...(alerts ?? []), ...requests].sort((one, other) => (one.at < other.at ? 1 : -1));
  const read = (body: ReadAlertsBody) =>
    void api.request({ method: 'POST', path: '/alerts/read', body }).catch(() => undefined);

  function openRequest({ id, isRead, what, roomId }: RequestAlert) {
    if (!isRead) read({ messageId: id });
    if (roomId === undefined) return;
    if (what === 'asked') onRequests(roomId);
    else onGo(`/rooms/${roomId}`);
  }

  return (
    <Dialog title={t('alerts.title')} onClose={onClose}>
      <div className="mb-3 flex flex-wrap justify-end gap-2">
        {unread > 0 && (
          <Button look="quiet" onClick={() => read({})}>
            {t('alerts.readAll')}
          </Button>
        )}
        <Button look="quiet" onClick={onSettings}>
          {t('alerts.settings')}
        </Button>
      </div>
      {exported && (
        <button
          type="button"
          onClick={onExport}
          className={cx(
            'mb-2 block w-full rounded-lg border border-line p-3 text-start hover:bg-surface-2',
            exported.isRead ? 'bg-surface-0' : 'bg-surface-1',
          )}
        >
          <span className={cx('block', !exported.isRead && 'font-bold')}>{t('alerts.exported')}</span>
          {!exported.isRead && <span className="sr-only">{t('alerts.unread')}</span>}
          <span className="mt-1 block text-12 text-quiet">{t('alerts.exportedHint')}</span>
        </button>
      )}
      {items.length > 0 && (
        <ol aria-label={t('alerts.title')} className="space-y-2">
          {items.map((item) =>
            'message' in item ? (
              <AlertItem
                key={item.message.messageId}
                alert={item}
                onGo={(path) => {
                  if (item.because === 'reminder' && !item.isRead)
                    read({ messageId: item.message.messageId });
                  onGo(path);
                }}
              />
            ) : (
              <RequestItem key={item.id} request={item} onOpen={() => openRequest(item)} />
            ),
          )}
        </ol>
      )}
      {alerts && items.length === 0 && !exported && (
        <EmptyState icon={<BellIcon className="size-6" />} title={t('alerts.none')}>
          {t('alerts.noneHint')}
        </EmptyState>
      )}
      {cursor !== undefined && (
        <Button look="quiet" className="mt-3 w-full" onClick={() => void more(cursor)}>
          {t('alerts.more')}
        </Button>
      )}
      {!alerts && !hasFailed && (
        <Loading label={t('alerts.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={retry}>{t('alerts.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}

/** The list, read again whenever something of them is told, and when another number of them is unread. */
function useAlerts(unread: number) {
  const api = useApi();
  const { bells } = useChatStores();
  const connections = useConnections();
  const news = useStore(bells, (told) => told.news);
  const [page, setPage] = useState<AlertPage>();
  const [failure, setFailure] = useState<unknown>();
  const tries = useTriesAfter(failure);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const { body } = await api.request<AlertPage>({ path: '/alerts' });
        if (isCurrent) setPage(body);
        if (isCurrent) setFailure(undefined);
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, unread, news, connections, round, tries]);

  async function more(cursor: string) {
    try {
      const { body } = await api.request<AlertPage>({ path: '/alerts', query: { cursor } });
      // Asked for twice, or read again meanwhile, it is put to what it belongs to.
      setPage((known) => (known?.nextCursor === cursor ? withNext(known, body) : known));
    } catch (error) {
      setFailure(error);
    }
  }

  return {
    alerts: page?.alerts,
    requests: page?.requests ?? [],
    exported: page?.exported,
    cursor: page?.nextCursor,
    hasFailed: failure !== undefined,
    more,
    retry: () => setRound(round + 1),
  };
}

const withNext = (known: AlertPage, next: AlertPage): AlertPage => ({
  ...known,
  ...next,
  nextCursor: next.nextCursor,
  alerts: [...known.alerts, ...next.alerts],
});

function AlertItem({ alert, onGo }: { alert: Alert; onGo: (path: string) => void }) {
  const { t, time } = useLocale();
  const { rooms } = useChatStores();
  const { message, because, isRead } = alert;
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  const now = new Date(useNow(null));
  return (
    <li>
      <button
        type="button"
        onClick={() => onGo(`/rooms/${message.roomId}/m/${message.messageId}`)}
        className={cx(
          'block w-full rounded-lg border border-line p-3 text-start hover:bg-surface-2',
          isRead ? 'bg-surface-0' : 'bg-surface-1',
        )}
      >
        <span className="flex items-baseline gap-1.5 text-13 text-quiet">
          <CalledName user={message.sender} className={cx('text-ink', !isRead && 'font-bold')} />
          {room && <RoomTitle room={room} className="truncate" />}
          <span className="ms-auto shrink-0 tabular-nums">{time.moment(new Date(alert.at), now)}</span>
          {!isRead && <span className="sr-only">{t('alerts.unread')}</span>}
        </span>
        <span dir="auto" className="mt-0.5 line-clamp-3 block whitespace-pre-wrap wrap-anywhere">
          {asRead(message.text)}
        </span>
        <span className="mt-1 block text-12 text-quiet">{t(BECAUSE[because])}</span>
      </button>
    </li>
  );
}
