import type { Message } from '@chatket/contract';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useMoreApi } from '../../api/more-api';
import { timelineOf, useChatStores } from '../../store';
import { createOverlay } from '../../store/overlays';
import { pinnedNow } from './pinned';

interface Pins {
  /** Undefined until they are there for the first time. */
  pins: readonly Message[] | undefined;
  hasFailed: boolean;
  retry: () => void;
}

/** What is pinned in a room: read once and whenever the connection is back, and followed from then on. */
export function usePins(roomId: string): Pins {
  const api = useMoreApi();
  const { me, connection, outbox, timelines } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const told = useStore(timelines, (state) => timelineOf(roomId)(state).recent);
  const pending = useStore(outbox, ({ changes }) => changes);
  const [read, setRead] = useState<readonly Message[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [round, setRound] = useState(0);
  const overlay = useMemo(() => createOverlay(me), [me]);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const found = await api.pins(roomId);
        if (!isCurrent) return;
        setRead(found);
        setHasFailed(false);
      } catch {
        if (isCurrent) setHasFailed(true);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, roomId, round, isOnline]);

  const pins = useMemo(() => read && pinnedNow(read, told), [read, told]);
  return {
    pins: pins && overlay(pins, pending).filter(({ pinned, deleted }) => pinned && !deleted),
    hasFailed: hasFailed && !read,
    retry: () => {
      setHasFailed(false);
      setRound((count) => count + 1);
    },
  };
}
