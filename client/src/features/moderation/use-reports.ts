import type { Report, ReportOutcome } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { type MoreApi, REPORTS_PAGE, useMoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';

interface Reports {
  /** Undefined while they are loaded for the first time. */
  reports: readonly Report[] | undefined;
  hasFailed: boolean;
  /** Loads what comes behind; missing where there is no more. */
  more: (() => void) | undefined;
  retry: () => void;
  /** Notes what was done about a message. Rejects with an `ApiError`. */
  handle: (report: Report, outcome: ReportOutcome) => Promise<void>;
  reopen: (report: Report) => Promise<void>;
}

/** What is open in the queue of a room's moderators. @param count how many there are, as the server has told last */
export function useReports(roomId: string, count: number | undefined): Reports {
  const api = useMoreApi();
  const [reports, setReports] = useState<readonly Report[]>();
  const [failure, setFailure] = useState<unknown>();
  const tries = useTriesAfter(failure);
  const [round, setRound] = useState(0);
  const [pages, setPages] = useState(1);
  const [hasMore, setHasMore] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const { found, isOver } = await readPages(api, roomId, pages);
        if (!isCurrent) return;
        setReports(found);
        setHasMore(!isOver);
        setFailure(undefined);
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, round, count, pages, tries]);

  function retry() {
    setFailure(undefined);
    setRound((number) => number + 1);
  }

  return {
    reports,
    hasFailed: failure !== undefined,
    more: hasMore ? () => setPages((number) => number + 1) : undefined,
    retry,
    handle: async (report, outcome) => {
      await api.handleReport(roomId, report.id, outcome);
      setReports((known) => known?.filter(({ message }) => message.messageId !== report.message.messageId));
    },
    reopen: async (report) => {
      await api.reopenReport(roomId, report.id);
      retry();
    },
  };
}

/** So many pages, as they are now: what was handled meanwhile is on none. */
async function readPages({ reports }: MoreApi, roomId: string, pages: number) {
  const found: Report[] = [];
  for (let page = 0; page < pages; page += 1) {
    const next = await reports(roomId, found.at(-1)?.id);
    found.push(...next);
    if (next.length < REPORTS_PAGE) return { found, isOver: true };
  }
  return { found, isOver: false };
}
