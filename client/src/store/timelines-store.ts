import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { addNewer, addOlder, connect, openWindow, type HistoryWindow } from './history-window';
import { manyAtOnce, type ManyAtOnce } from './many-at-once';
import { replaceSome, withStates } from './states';
import {
  addPage,
  deliver,
  EMPTY_TIMELINE,
  isOutdated,
  trim,
  type HistoryPages,
  type News,
  type Page,
  type Timeline,
} from './timeline';

interface TimelinesState {
  byRoom: Readonly<Record<string, Timeline>>;
  /** Where a link into the past of a room is being read, as long as that does not touch its timeline. */
  windows: Readonly<Record<string, HistoryWindow>>;
}

interface TimelinesActions extends Pick<ManyAtOnce<Timeline>, 'together'> {
  hydrate: (timelines: Record<string, Timeline>) => void;
  deliver: (roomId: string, news: News) => void;
  addPage: (roomId: string, page: Page) => void;
  /** Puts other messages in place of some that are loaded. */
  replace: (roomId: string, change: (message: Message) => Message) => void;
  setOlder: (roomId: string, older: HistoryPages) => void;
  /** Makes something else of what is loaded of a room; a window into its past is closed. */
  change: (roomId: string, change: (timeline: Timeline) => Timeline) => void;
  trim: (roomId: string, keep: number) => void;
  drop: (roomId: string) => void;
  /** Shows a page from the middle of the history. False when it is outdated and has to be asked for again. */
  openWindow: (roomId: string, page: Page) => boolean;
  /** Before the window's first message. */
  addOlder: (roomId: string, page: Page) => void;
  /** After the window's last message. */
  addNewer: (roomId: string, page: Parameters<typeof addNewer>[1]) => void;
  markWindow: (roomId: string, change: Partial<Pick<HistoryWindow, 'older' | 'newer'>>) => void;
  closeWindow: (roomId: string) => void;
}

export type TimelinesStore = StoreApi<TimelinesState> & { actions: TimelinesActions };

/** The messages of all rooms, as far as they are known here. */
export function createTimelinesStore(): TimelinesStore {
  const store = createStore<TimelinesState>(() => ({ byRoom: {}, windows: {} }));
  const { put, together } = manyAtOnce(
    () => store.getState().byRoom,
    (byRoom) => store.setState({ byRoom }),
  );

  function update(roomId: string, change: (timeline: Timeline) => Timeline) {
    const { byRoom } = store.getState();
    const before = byRoom[roomId] ?? EMPTY_TIMELINE;
    const after = change(before);
    if (after === before) return;
    put(roomId, after);
    // Its first page may have come after the window that it touches.
    updateWindow(roomId, (window) => window);
  }

  /** A window that touches the timeline becomes part of it in one step. */
  function place(roomId: string, window: HistoryWindow) {
    store.setState(({ byRoom, windows }) => {
      const connected = connect(window, byRoom[roomId] ?? EMPTY_TIMELINE);
      if (!connected) return { windows: { ...windows, [roomId]: unconnected(window) } };
      return { byRoom: { ...byRoom, [roomId]: connected }, windows: without(windows, roomId) };
    });
  }

  function updateWindow(roomId: string, change: (window: HistoryWindow) => HistoryWindow) {
    const window = store.getState().windows[roomId];
    if (window) place(roomId, change(window));
  }

  /** Messages as they are now, as far as it was told since they were read. */
  function present<Held extends { messages: readonly Message[] }>(roomId: string, held: Held): Held {
    return holding(held, withStates(held.messages, store.getState().byRoom[roomId]?.recent));
  }

  function closeWindow(roomId: string) {
    const { windows } = store.getState();
    if (windows[roomId]) store.setState({ windows: without(windows, roomId) });
  }

  return {
    ...store,
    actions: {
      together,
      hydrate: (timelines) => store.setState(({ byRoom }) => ({ byRoom: { ...timelines, ...byRoom } })),
      deliver: (roomId, news) => {
        if (news.isReset) closeWindow(roomId);
        update(roomId, (timeline) => deliver(timeline, news));
        if (news.changes?.length) updateWindow(roomId, (window) => present(roomId, window));
      },
      replace: (roomId, change) => {
        const replaced = <Held extends { messages: readonly Message[] }>(held: Held) =>
          holding(held, replaceSome(held.messages, change));
        update(roomId, replaced);
        updateWindow(roomId, replaced);
      },
      addPage: (roomId, page) => update(roomId, (timeline) => addPage(timeline, page)),
      setOlder: (roomId, older) => update(roomId, (timeline) => ({ ...timeline, older })),
      change: (roomId, change) => {
        closeWindow(roomId);
        update(roomId, change);
      },
      trim: (roomId, keep) => update(roomId, (timeline) => trim(timeline, keep)),
      drop: (roomId) =>
        store.setState(({ byRoom, windows }) => ({
          byRoom: without(byRoom, roomId),
          windows: without(windows, roomId),
        })),
      openWindow: (roomId, page) => {
        if (isOutdated(timelineOf(roomId)(store.getState()), page)) return false;
        place(roomId, openWindow(present(roomId, page)));
        return true;
      },
      addOlder: (roomId, page) => updateWindow(roomId, (window) => addOlder(window, present(roomId, page))),
      addNewer: (roomId, page) => updateWindow(roomId, (window) => addNewer(window, present(roomId, page))),
      markWindow: (roomId, change) => updateWindow(roomId, (window) => ({ ...window, ...change })),
      closeWindow,
    },
  };
}

/** Selects one room's timeline; the same empty one while nothing is known. */
export function timelineOf(roomId: string) {
  return (state: TimelinesState): Timeline => state.byRoom[roomId] ?? EMPTY_TIMELINE;
}

/** Selects the part of the past that is shown instead of the room's timeline, if there is one. */
export function windowOf(roomId: string) {
  return (state: TimelinesState): HistoryWindow | undefined => state.windows[roomId];
}

/** The end of the room was read before the timeline's first message was written: there is one more page to ask for. */
function unconnected(window: HistoryWindow): HistoryWindow {
  return window.newer === 'none' ? { ...window, newer: 'some' } : window;
}

function holding<Held extends { messages: readonly Message[] }>(
  held: Held,
  messages: readonly Message[],
): Held {
  return messages === held.messages ? held : { ...held, messages };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
