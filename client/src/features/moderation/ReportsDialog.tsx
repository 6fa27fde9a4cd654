import type { Report, ReportOutcome, Room, UserRef } from '@chatket/contract';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { useRealtime } from '../../realtime';
import { type ToastUndo, useChatStores } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { ToastCard } from '../../ui/ToastCard';
import { byMessage } from './group';
import { HeldList } from './HeldList';
import { Reported } from './Reported';
import { useHeld } from './use-held';
import { useHiding } from './use-hiding';
import { useReports } from './use-reports';
import { useSaid } from './use-said';
import { OUTCOME_TEXTS } from './words';

/** As long as a deletion waits before it is sent. */
const UNDO_MS = 5_000;

/** What has to be known to offer what can be done to an author. */
interface AboutAuthor {
  author: UserRef;
  onDone: (outcome: ReportOutcome) => Promise<unknown>;
  onUndone: () => Promise<unknown>;
  onSay: (said: string, undo?: ToastUndo) => void;
}

interface ReportsDialogProps {
  room: Room;
  /** Draws what can be done to the author of a message. */
  authorOrders: (about: AboutAuthor) => ReactNode;
  onClose: () => void;
}

/** What people want the moderators of a room to look at, the oldest first, and what can be done about it. */
export function ReportsDialog({ room, authorOrders, onClose }: ReportsDialogProps) {
  const { t } = useLocale();
  const { reports: store } = useChatStores();
  const count = useStore(store, ({ byRoom }) => byRoom[room.id]?.open);
  const { reports, hasFailed, more, retry, handle, reopen } = useReports(room.id, count);
  const { held, decide } = useHeld(room.id);
  const { said, hasSaid, say, forget, handOver } = useSaid();
  const realtime = useRealtime();
  const { hide, show } = useHiding();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // What was pressed went with the message.
    if (document.activeElement === document.body) place.current?.focus();
  }, [said]);

  async function act(report: Report, outcome: ReportOutcome) {
    try {
      const problem = outcome === 'hidden' ? await hide(report.message) : undefined;
      if (problem !== undefined) return say(problem);
      await handle(report, outcome);
      const deletion = outcome === 'deleted' ? realtime.remove(report.message) : undefined;
      const run = () => {
        if (deletion !== undefined) realtime.discard(deletion);
        if (outcome === 'hidden') void show(report.message).then((refusal) => refusal && say(refusal));
        void reopen(report).catch(retry);
      };
      say(t(OUTCOME_TEXTS[outcome]), { name: t('report.undo'), forMs: UNDO_MS, run });
    } catch (problem) {
      say(explain(problem));
    }
  }

  function close() {
    handOver();
    onClose();
  }

  return (
    <Dialog title={t('report.queue')} onClose={close}>
      <div
        ref={place}
        role="status"
        tabIndex={-1}
        // From the first time on its height is kept: what is below would move away from the pointer.
        className={cx('sticky top-2 z-10 outline-none', hasSaid && '-mt-2 mb-2 flex min-h-9 items-center')}
      >
        {said && <ToastCard key={said.id} toast={said} onDone={forget} />}
      </div>
      <HeldList held={held} decide={decide} onSay={say} />
      {reports && reports.length > 0 && (
        <ol aria-label={t('report.queue')} className="space-y-3">
          {byMessage(reports).map((reported) => {
            const [report] = reported.reports;
            if (!report) return null;
            return (
              <Reported
                key={reported.message.messageId}
                room={room}
                reported={reported}
                onAct={(outcome) => void act(report, outcome)}
                onJump={close}
              >
                {authorOrders({
                  author: reported.message.sender,
                  onDone: (outcome) => handle(report, outcome),
                  onUndone: () => reopen(report),
                  onSay: say,
                })}
              </Reported>
            );
          })}
        </ol>
      )}
      {more && (
        <Button className="mt-2 w-full" onClick={more}>
          {t('report.more')}
        </Button>
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
