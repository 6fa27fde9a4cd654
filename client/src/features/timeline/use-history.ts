import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useApi, type Api } from '../../api';
import { useTries } from '../../lib/use-tries';
import { useRealtime, type Realtime } from '../../realtime';
import {
  firstOf,
  lastOf,
  olderEnd,
  timelineOf,
  useChatStores,
  windowOf,
  type TimelinesStore,
} from '../../store';
import { loadPage } from './load-page';

interface History {
  loadOlder: () => void;
  loadNewer: () => void;
}

/** Loads a room's pages: the first ones by itself as long as `wantsMore`, the others when asked. */
export function useHistory(roomId: string, wantsMore: boolean): History {
  const api = useApi();
  const realtime = useRealtime();
  const { timelines, connection } = useChatStores();
  const older = useStore(timelines, (state) => timelineOf(roomId)(state).older);
  const isOnline = useStore(connection, (state) => state.isOnline);
  const tries = useTries(isOnline && older === 'failed');
  const pages = useMemo(
    () => createPages({ api, realtime, timelines, roomId }),
    [api, realtime, timelines, roomId],
  );

  useEffect(() => {
    if (wantsMore && (older === 'unknown' || older === 'some')) void pages.growTimeline();
  }, [wantsMore, older, pages]);

  useEffect(() => {
    if (isOnline) pages.retry();
  }, [isOnline, pages, tries]);

  return useMemo(
    () => ({ loadOlder: () => void pages.older(), loadNewer: () => void pages.newer() }),
    [pages],
  );
}

interface Options {
  api: Api;
  realtime: Realtime;
  timelines: TimelinesStore;
  roomId: string;
}

function createPages({ api, realtime, timelines, roomId }: Options) {
  const { actions } = timelines;
  const timeline = () => timelineOf(roomId)(timelines.getState());
  const window = () => windowOf(roomId)(timelines.getState());
  const page = (position: { before?: string; after?: string }) =>
    loadPage({ api, realtime }, roomId, position);

  async function growTimeline() {
    const asked = timeline();
    if (asked.older === 'loading' || asked.older === 'none') return;
    actions.setOlder(roomId, 'loading');
    try {
      const before = olderEnd(asked);
      const { nextCursor: olderFrom, ...read } = await page({ before });
      actions.addPage(roomId, { ...read, hasOlder: olderFrom !== undefined, olderFrom, asked });
      if (!before) realtime.seed(roomId, lastOf(read)?.seq ?? 0);
    } catch {
      actions.setOlder(roomId, 'failed');
    }
  }

  async function growWindow(side: 'older' | 'newer') {
    const shown = window();
    if (!shown || shown[side] === 'loading' || shown[side] === 'none') return;
    actions.markWindow(roomId, { [side]: 'loading' });
    try {
      if (side === 'older') {
        const before = shown.olderFrom ?? firstOf(shown)?.place;
        const { nextCursor: olderFrom, ...read } = await page({ before });
        actions.addOlder(roomId, { ...read, hasOlder: olderFrom !== undefined, olderFrom });
      } else {
        const after = shown.newerFrom ?? lastOf(shown)?.place;
        const { nextCursor: newerFrom, ...read } = await page({ after });
        actions.addNewer(roomId, { ...read, hasNewer: newerFrom !== undefined, newerFrom });
      }
    } catch {
      actions.markWindow(roomId, { [side]: 'failed' });
    }
  }

  return {
    growTimeline,
    older: () => (window() ? growWindow('older') : growTimeline()),
    newer: () => growWindow('newer'),
    retry: () => {
      if (timeline().older === 'failed') void growTimeline();
      if (window()?.older === 'failed') void growWindow('older');
      if (window()?.newer === 'failed') void growWindow('newer');
    },
  };
}
