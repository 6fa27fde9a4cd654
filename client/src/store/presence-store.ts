import {
  LIMITS,
  type Privacy,
  type RoomRoster,
  type RoomRosterDelta,
  type TypingNotice,
  type UserRef,
} from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Appearance } from '../lib';
import { manyAtOnce, type ManyAtOnce } from './many-at-once';
import { applyDelta, fromSnapshot, type Roster } from './roster';

export interface Typist extends UserRef {
  /** By `steadyNow`; whoever says nothing more until then has stopped. */
  expiresAt: number;
}

interface PresenceState {
  rosters: Readonly<Record<string, Roster>>;
  typists: Readonly<Record<string, readonly Typist[]>>;
  /** What I keep to myself; it comes later. */
  privacy?: Privacy;
  /** How I have chosen to appear; online unless told otherwise. */
  mine?: Exclude<Appearance, 'offline'>;
}

interface PresenceActions extends Pick<ManyAtOnce<Roster>, 'together'> {
  setRoster: (snapshot: RoomRoster) => void;
  /** False when a change was missed, so that the roster has to be asked for. */
  changeRoster: (delta: RoomRosterDelta) => boolean;
  setTyping: (notice: TypingNotice, now: number) => void;
  forgetTypists: () => void;
}

const NOBODY: readonly Typist[] = [];

export type PresenceStore = StoreApi<PresenceState> & { actions: PresenceActions };

/** Who is in a room, who is here now and who is typing. Nothing of it outlives the page. */
export function createPresenceStore(): PresenceStore {
  const store = createStore<PresenceState>(() => ({ rosters: {}, typists: {} }));
  const { put, together } = manyAtOnce(
    () => store.getState().rosters,
    (rosters) => store.setState({ rosters }),
  );
  return {
    ...store,
    actions: {
      together,
      setRoster: (snapshot) => put(snapshot.roomId, fromSnapshot(snapshot)),
      changeRoster: (delta) => {
        const { rosters } = store.getState();
        const roster = applyDelta(rosters[delta.roomId], delta);
        if (!roster) return false;
        put(delta.roomId, roster);
        return true;
      },
      setTyping: (notice, now) =>
        store.setState((state) => {
          const before = state.typists[notice.roomId] ?? NOBODY;
          const after = withTypist(before, notice, now);
          return after === before ? state : { typists: { ...state.typists, [notice.roomId]: after } };
        }),
      forgetTypists: () => store.setState({ typists: {} }),
    },
  };
}

/** The typists after a notice, in the order they began; the expired ones are gone. The same array when nobody is new or gone. */
export function withTypist(typists: readonly Typist[], notice: TypingNotice, now: number): readonly Typist[] {
  const others = typists.filter((typist) => typist.id !== notice.user.id && typist.expiresAt > now);
  if (!notice.isTyping) return others.length === typists.length ? typists : others;
  const typist = { ...notice.user, expiresAt: now + LIMITS.typingExpiryMs };
  const place = typists.findIndex((known) => known.id === notice.user.id && known.expiresAt > now);
  return place < 0 ? [...others, typist] : others.toSpliced(place, 0, typist);
}
