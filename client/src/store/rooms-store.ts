import { LIMITS, type Room } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { manyAtOnce, type ManyAtOnce } from './many-at-once';
import { replaceAll, upsert, without, type RoomsById } from './rooms';

/** What was left of a mute when it was heard of, in ms, and its end by `steadyNow`. */
export interface Mute {
  forMs: number;
  until: number;
  /** A moderator's: the list of my rooms tells of it, and of its end. */
  isOrdered?: true;
  /** It is not my turn yet in a slow room. */
  isSlow?: true;
}

interface RoomsState {
  /** `loading` until the list was read once, from this browser or the server. */
  status: 'loading' | 'ready' | 'failed';
  /** The rooms I am a member of. */
  mine: RoomsById;
  /** These are all of them, as far as anybody knows; false while they come in pages. */
  isWhole: boolean;
  openRoomId: string | undefined;
  /** The last time that I might not write, by room. */
  mutes: Readonly<Record<string, Mute>>;
  /** How long a message may be where its room does not say less. */
  textMax: number;
}

interface RoomsActions extends Pick<ManyAtOnce<Room>, 'together'> {
  load: (rooms: readonly Room[]) => void;
  /** A part of my rooms has come; whether it was the last. */
  take: (rooms: readonly Room[], state: Pick<RoomsState, 'isWhole'>) => void;
  setStatus: (status: RoomsState['status']) => void;
  upsert: (room: Room) => void;
  remove: (roomId: string) => void;
  /** Something happened in a room of mine. */
  change: (room: Room) => void;
  open: (roomId: string | undefined) => void;
  mute: (roomId: string, mute: Mute) => void;
  setTextMax: (textMax: number) => void;
}

export type RoomsStore = StoreApi<RoomsState> & { actions: RoomsActions };

export function createRoomsStore(): RoomsStore {
  const store = createStore<RoomsState>(() => ({
    status: 'loading',
    mine: {},
    isWhole: false,
    openRoomId: undefined,
    mutes: {},
    textMax: LIMITS.longTextMax,
  }));
  const { put, together } = manyAtOnce(
    () => store.getState().mine,
    (mine) => store.setState({ mine }),
  );
  const change = (reduce: (mine: RoomsById) => RoomsById) => {
    const { mine } = store.getState();
    const after = reduce(mine);
    if (after !== mine) store.setState({ mine: after });
  };

  return {
    ...store,
    actions: {
      load: (rooms) =>
        store.setState(({ mine }) => ({ mine: replaceAll(mine, rooms), isWhole: true, status: 'ready' })),
      take: (rooms, state) =>
        store.setState(({ mine }) => ({
          mine: { ...mine, ...replaceAll(mine, rooms) },
          ...state,
          status: 'ready',
        })),
      setStatus: (status) => store.setState({ status }),
      upsert: (room) => change((mine) => upsert(mine, room)),
      remove: (roomId) => change((mine) => without(mine, roomId)),
      together,
      change: (room) => {
        const known = store.getState().mine[room.id];
        if (known && known !== room) put(room.id, room);
      },
      setTextMax: (textMax) => store.setState({ textMax }),
      open: (openRoomId) => store.setState({ openRoomId }),
      mute: (roomId, { forMs, until, isOrdered, isSlow }) =>
        store.setState(({ mutes }) => ({
          mutes: {
            ...mutes,
            [roomId]: { forMs, until, ...(isOrdered && { isOrdered }), ...(isSlow && { isSlow }) },
          },
        })),
    },
  };
}
