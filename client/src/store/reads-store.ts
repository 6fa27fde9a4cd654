import { createStore, type StoreApi } from 'zustand/vanilla';
import { isNumber, isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';
import { furthest, glance, lookAway, raise, readSeq, type Reads } from './reads';

interface ReadsActions {
  /** Marks a room as read up to `seq`. Never moves backwards. */
  see: (roomId: string, seq: number) => void;
  /** The room's newest message is before my eyes: nothing in it looks unread, though it is not read yet. */
  glance: (roomId: string, seq: number) => void;
  /** I looked away, perhaps before I had read it. */
  lookAway: () => void;
  /** Takes over what the server knows. A room nobody knows anything of counts as seen: its past is not news. */
  meet: (rooms: readonly { id: string; lastSeq: number; lastReadSeq?: number }[]) => void;
  stop: () => void;
}

export type ReadsStore = StoreApi<Reads> & { actions: ReadsActions };

const isSeenSeq = isRecordOf(isNumber);

/** How far I have read, on any device; kept in this browser too, for the time the server cannot be asked. */
export function createReadsStore(userId: string): ReadsStore {
  const key = `reads:${userId}`;
  const kept = () => readLocal(key, isSeenSeq, {});
  const store = createStore<Reads>(() => ({ seenSeq: kept(), glance: undefined }));
  const stop = onLocalChange(key, () => store.setState((reads) => raise(reads, kept())));

  function read(positions: Record<string, number>) {
    const before = store.getState();
    const after = raise(before, positions);
    if (after === before) return;
    store.setState(after);
    writeLocal(key, furthest(kept(), readSeq(after)));
  }

  return {
    ...store,
    actions: {
      see: (roomId, seq) => read({ [roomId]: seq }),
      glance: (roomId, seq) => store.setState((reads) => glance(reads, roomId, seq)),
      lookAway: () => store.setState(lookAway),
      meet: (rooms) => {
        const seen = readSeq(store.getState());
        read(
          Object.fromEntries(
            rooms.map((room) => [room.id, room.lastReadSeq ?? seen[room.id] ?? room.lastSeq]),
          ),
        );
      },
      stop,
    },
  };
}
