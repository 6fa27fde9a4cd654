import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useMoreApi } from '../../api/more-api';
import { useChatStores } from '../../store';

interface WaitingReportsProps {
  roomId: string;
  /** So many wait. */
  onTold: (count: number) => void;
}

/** Asks how much waits for the moderators of a room; what is told from then on is newer than the answer. */
export function WaitingReports({ roomId, onTold }: WaitingReportsProps) {
  const api = useMoreApi();
  const { request } = useApi();
  const { reports } = useChatStores();
  const waiting = useStore(reports, ({ byRoom }) => {
    const { open = 0, held = 0 } = byRoom[roomId] ?? {};
    return open + held;
  });
  useEffect(() => onTold(waiting), [onTold, waiting]);
  useEffect(() => {
    const load = async () => {
      const [open, held] = await Promise.all([
        api.reports(roomId),
        createModerationApi(request).held(roomId),
      ]);
      const found = {
        open: new Set(open.map(({ message }) => message.messageId)).size,
        held: held.length,
      };
      reports.actions.note(roomId, { ...found, ...reports.getState().byRoom[roomId] });
    };
    // Without an answer there is only no number.
    void load().catch(() => undefined);
  }, [api, request, reports, roomId]);
  return null;
}
