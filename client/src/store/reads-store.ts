import { createStore, type StoreApi } from 'zustand/vanilla';
import { isNumber, isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';
import { glance, lookAway, readSeq, release, take, type Reads } from './reads';

interface ReadsActions {
  /** Marks a room as read up to `seq`. Never moves backwards. */
  see: (roomId: string, seq: number) => void;
  /** What one of my devices has told: the first that goes back in a room does so everywhere. */
  hear: (roomId: string, seq: number, version: number) => void;
  /** From this message on the room is unread. @returns the version under which it is read from now on */
  goBack: (roomId: string, seq: number) => number;
  /** The room was opened, or I want it read: from now on it is read by being on the screen. */
  release: (roomId: string) => void;
  /** The room is not mine any more. If it becomes mine again, nobody has gone back in it yet. */
  forget: (roomId: string) => void;
  /** The room's newest message is before my eyes: nothing in it looks unread, though it is not read yet. */
  glance: (roomId: string, seq: number) => void;
  /** I looked away, perhaps before I had read it. */
  lookAway: () => void;
  /** Takes over what the server knows. A room nobody knows anything of counts as seen: its past is not news. */
  meet: (
    rooms: readonly { id: string; lastSeq: number; lastReadSeq?: number; readVersion?: number }[],
  ) => void;
  stop: () => void;
}

export type ReadsStore = StoreApi<Reads> & { actions: ReadsActions };

const isSeenSeq = isRecordOf(isNumber);

/** How far I have read, on any device; kept in this browser too, for the time the server cannot be asked. */
export function createReadsStore(userId: string): ReadsStore {
  const key = `reads:${userId}`;
  const kept = (): Reads => ({
    seenSeq: readLocal(key, isSeenSeq, {}),
    versions: readLocal(`${key}:versions`, isSeenSeq, {}),
    held: {},
    glance: undefined,
  });
  const store = createStore<Reads>(kept);
  const stop = onLocalChange(key, () => {
    const { seenSeq, versions } = kept();
    store.setState((reads) => take(reads, seenSeq, versions));
  });
  let hasMet = false;

  function read(
    positions: Record<string, number>,
    versions: Readonly<Record<string, number>> = store.getState().versions,
  ) {
    const before = store.getState();
    const after = take(before, positions, versions);
    if (after === before) return;
    store.setState(after);
    // Another tab may know of more.
    const all = take(kept(), readSeq(after), after.versions);
    if (after.versions !== before.versions) writeLocal(`${key}:versions`, all.versions);
    writeLocal(key, all.seenSeq);
  }

  return {
    ...store,
    actions: {
      see: (roomId, seq) => read({ [roomId]: seq }),
      hear: (roomId, seq, version) => read({ [roomId]: seq }, { [roomId]: version }),
      goBack: (roomId, seq) => {
        const { seenSeq, versions, held } = store.getState();
        const known = versions[roomId] ?? 0;
        // Whoever is there already, by this tab or another one, goes back no second time.
        if (held[roomId] === known && seenSeq[roomId] === seq - 1) return known;
        const version = known + 1;
        read({ [roomId]: seq - 1 }, { [roomId]: version });
        return version;
      },
      release: (roomId) => store.setState((reads) => release(reads, roomId)),
      forget: (roomId) => {
        if (!(roomId in store.getState().versions)) return;
        store.setState(({ versions: { [roomId]: _gone, ...versions } }) => ({ versions }));
        writeLocal(`${key}:versions`, store.getState().versions);
      },
      glance: (roomId, seq) => store.setState((reads) => glance(reads, roomId, seq)),
      lookAway: () => store.setState(lookAway),
      meet: (rooms) => {
        const seen = readSeq(store.getState());
        read(
          Object.fromEntries(
            rooms.map((room) => [room.id, room.lastReadSeq ?? seen[room.id] ?? room.lastSeq]),
          ),
          Object.fromEntries(rooms.map(({ id, readVersion = 0 }) => [id, readVersion])),
        );
        // Whoever comes to a room after going back in it elsewhere reads it here.
        if (!hasMet) store.setState({ held: {} });
        hasMet = true;
      },
      stop,
    },
  };
}
