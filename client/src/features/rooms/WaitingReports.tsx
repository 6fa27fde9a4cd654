import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useMoreApi } from '../../api/more-api';
import { useChatStores } from '../../store';

/** How much waits for the moderators of a room. */
export interface Waiting {
  reports: number;
  requests: number;
}

interface WaitingReportsProps {
  roomId: string;
  onTold: (waiting: Waiting) => void;
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
  const asking = useStore(reports, ({ byRoom }) => byRoom[roomId]?.asking ?? 0);
  useEffect(() => onTold({ reports: waiting, requests: asking }), [onTold, waiting, asking]);
  useEffect(() => {
    const load = async () => {
      const { held: heldOf, requests } = createModerationApi(request);
      const [open, held, asked] = await Promise.all([api.reports(roomId), heldOf(roomId), requests(roomId)]);
      const found = {
        open: new Set(open.map(({ message }) => message.messageId)).size,
        held: held.length,
        asking: asked.length,
      };
      reports.actions.note(roomId, { ...found, ...reports.getState().byRoom[roomId] });
    };
    // Without an answer there is only no number.
    void load().catch(() => undefined);
  }, [api, request, reports, roomId]);
  return null;
}
