import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { addPage, deliver, EMPTY_TIMELINE, trim, type OlderPages, type Timeline } from './timeline';

interface TimelinesState {
  byRoom: Readonly<Record<string, Timeline>>;
}

interface TimelinesActions {
  hydrate: (timelines: Record<string, Timeline>) => void;
  deliver: (roomId: string, news: { messages: readonly Message[]; cursor: number; isReset: boolean }) => void;
  addPage: (roomId: string, page: { messages: readonly Message[]; hasOlder: boolean }) => void;
  setOlder: (roomId: string, older: OlderPages) => void;
  trim: (roomId: string, keep: number) => void;
  drop: (roomId: string) => void;
}

export type TimelinesStore = StoreApi<TimelinesState> & { actions: TimelinesActions };

/** The messages of all rooms, as far as they are known here. */
export function createTimelinesStore(): TimelinesStore {
  const store = createStore<TimelinesState>(() => ({ byRoom: {} }));

  function update(roomId: string, change: (timeline: Timeline) => Timeline) {
    const { byRoom } = store.getState();
    const before = byRoom[roomId] ?? EMPTY_TIMELINE;
    const after = change(before);
    if (after !== before) store.setState({ byRoom: { ...byRoom, [roomId]: after } });
  }

  return {
    ...store,
    actions: {
      hydrate: (timelines) => store.setState(({ byRoom }) => ({ byRoom: { ...timelines, ...byRoom } })),
      deliver: (roomId, news) => update(roomId, (timeline) => deliver(timeline, news)),
      addPage: (roomId, page) => update(roomId, (timeline) => addPage(timeline, page)),
      setOlder: (roomId, older) => update(roomId, (timeline) => ({ ...timeline, older })),
      trim: (roomId, keep) => update(roomId, (timeline) => trim(timeline, keep)),
      drop: (roomId) =>
        store.setState(({ byRoom }) => {
          const { [roomId]: _dropped, ...rest } = byRoom;
          return { byRoom: rest };
        }),
    },
  };
}

/** Selects one room's timeline; the same empty one while nothing is known. */
export function timelineOf(roomId: string) {
  return (state: TimelinesState): Timeline => state.byRoom[roomId] ?? EMPTY_TIMELINE;
}
