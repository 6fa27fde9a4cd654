import type { Report, ReportOutcome } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';

interface Reports {
  /** Undefined while they are loaded for the first time. */
  reports: readonly Report[] | undefined;
  hasFailed: boolean;
  retry: () => void;
  /** Notes what was done about a message. Rejects with an `ApiError`. */
  handle: (report: Report, outcome: ReportOutcome) => Promise<void>;
  reopen: (report: Report) => Promise<void>;
}

/** What is open in the queue of a room's moderators. @param count how many there are, as the server has told last */
export function useReports(roomId: string, count: number | undefined): Reports {
  const api = useMoreApi();
  const [reports, setReports] = useState<readonly Report[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const found = await api.reports(roomId);
        if (isCurrent) setReports(found);
      } catch {
        if (isCurrent) setHasFailed(true);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, round, count]);

  function retry() {
    setHasFailed(false);
    setRound((number) => number + 1);
  }

  return {
    reports,
    hasFailed,
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
