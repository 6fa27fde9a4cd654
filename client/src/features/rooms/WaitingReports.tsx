import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useMoreApi } from '../../api/more-api';
import { readAnew } from '../../lib/read-anew';
import { useChatStores } from '../../store';
import { useConnections } from '../../store/use-connections';

/** How much waits for the moderators of a room. */
export interface Waiting {
  reports: number;
  requests: number;
}

interface WaitingReportsProps {
  roomId: string;
  onTold: (waiting: Waiting) => void;
}

/**
 * Asks with each connection how much waits for the moderators of a room. What is told while the answer is on its way is newer;
 * what was told before is not.
 */
export function WaitingReports({ roomId, onTold }: WaitingReportsProps) {
  const api = useMoreApi();
  const { request } = useApi();
  const { reports } = useChatStores();
  const connections = useConnections();
  const waiting = useStore(reports, ({ byRoom }) => {
    const { open = 0, held = 0 } = byRoom[roomId] ?? {};
    return open + held;
  });
  const asking = useStore(reports, ({ byRoom }) => byRoom[roomId]?.asking ?? 0);
  useEffect(() => onTold({ reports: waiting, requests: asking }), [onTold, waiting, asking]);
  useEffect(() => {
    const load = async () => {
      const { held: heldOf, requests } = createModerationApi(request);
      const [open, held, asked] = await readAnew({
        ask: () => Promise.all([api.reports(roomId), heldOf(roomId), requests(roomId)]),
        told: () => [reports.getState().byRoom[roomId]],
      });
      reports.actions.note(roomId, {
        open: new Set(open.map(({ message }) => message.messageId)).size,
        held: held.length,
        asking: asked.length,
      });
    };
    // Without an answer there is only no number.
    void load().catch(() => undefined);
  }, [api, request, reports, roomId, connections]);
  return null;
}
