import type { Message } from '@chatket/contract';
import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { useMoreApi } from '../../api/more-api';
import { useLoaded } from '../../lib/use-loaded';
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
  const overlay = useMemo(() => createOverlay(me), [me]);

  const load = useCallback(() => api.pins(roomId), [api, roomId]);
  const { loaded, known: read, retry } = useLoaded(load, isOnline);

  const pins = useMemo(() => read && pinnedNow(read, told), [read, told]);
  return {
    pins: pins && overlay(pins, pending).filter(({ pinned, deleted }) => pinned && !deleted),
    hasFailed: loaded.state === 'failed' && !read,
    retry,
  };
}
