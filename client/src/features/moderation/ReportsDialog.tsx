import type { Report, ReportOutcome, Room } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { HeldList } from './HeldList';
import { useHeld } from './use-held';
import { byMessage, type ReportedMessage } from './group';
import { useReports } from './use-reports';
import { OUTCOME_TEXTS, REASON_TEXTS } from './words';

/** As long as a deletion waits before it is sent. */
const UNDO_MS = 5_000;

interface ReportsDialogProps {
  room: Pick<Room, 'id'>;
  onClose: () => void;
}

/** What people want the moderators of a room to look at, the oldest first, and what can be done about it. */
export function ReportsDialog({ room, onClose }: ReportsDialogProps) {
  const { t } = useLocale();
  const { reports: store } = useChatStores();
  const count = useStore(store, ({ byRoom }) => byRoom[room.id]?.open);
  const { reports, hasFailed, retry, handle, reopen } = useReports(room.id, count);
  const { held, decide } = useHeld(room.id);
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const [error, setError] = useState<string>();

  async function act(report: Report, outcome: ReportOutcome) {
    setError(undefined);
    try {
      await handle(report, outcome);
      const deletion = outcome === 'deleted' ? realtime.remove(report.message) : undefined;
      const run = () => {
        if (deletion !== undefined) realtime.discard(deletion);
        void reopen(report).catch(retry);
      };
      toasts.actions.show(t(OUTCOME_TEXTS[outcome]), { name: t('report.undo'), forMs: UNDO_MS, run });
    } catch (problem) {
      setError(explain(problem));
    }
  }

  return (
    <Dialog title={t('report.queue')} onClose={onClose}>
      <p role="alert" className="text-13 text-danger empty:hidden">
        {error}
      </p>
      <HeldList held={held} decide={decide} />
      {reports && reports.length > 0 && (
        <ol aria-label={t('report.queue')} className="space-y-3">
          {byMessage(reports).map((reported) => (
            <Reported
              key={reported.message.messageId}
              reported={reported}
              onAct={(outcome) => reported.reports[0] && void act(reported.reports[0], outcome)}
            />
          ))}
        </ol>
      )}
      {reports?.length === 0 && held.length === 0 && <p className="text-quiet">{t('report.none')}</p>}
      {!reports && !hasFailed && (
        <Loading label={t('report.queue')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={retry}>{t('report.failed')}</ErrorNote>}
    </Dialog>
  );
}

interface ReportedProps {
  reported: ReportedMessage;
  onAct: (outcome: ReportOutcome) => void;
}

function Reported({ reported: { message, reports }, onAct }: ReportedProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <bdi dir="auto" className="font-bold text-ink">
          {message.sender.username}
        </bdi>{' '}
        <span className="tabular-nums">{time.moment(new Date(message.createdAt), now)}</span>
      </p>
      <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {message.deleted ? t('report.isDeleted') : message.text}
      </p>
      <ul className="mt-2 space-y-0.5 border-t border-line pt-2 text-13 text-quiet">
        {reports.map(({ id, reporter, reason, note }) => (
          <li key={id} className="wrap-anywhere">
            <bdi dir="auto">{reporter.username}</bdi>: {t(REASON_TEXTS[reason])}
            {note !== undefined && (
              <>
                {' — '}
                <span dir="auto">{note}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => onAct('dismissed')}>
          {t('report.dismiss')}
        </Button>
        {!message.deleted && (
          <Button look="danger" onClick={() => onAct('deleted')}>
            {t('report.delete')}
          </Button>
        )}
      </div>
    </li>
  );
}
