import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isNumber, isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';

interface ReadsState {
  /** The seq up to which I have seen each room. */
  seenSeq: Readonly<Record<string, number>>;
}

interface ReadsActions {
  /** Marks a room as seen up to `seq`. Never moves backwards. */
  see: (roomId: string, seq: number) => void;
  /** Takes over what the server knows. A room nobody knows anything of counts as seen: its past is not news. */
  meet: (rooms: readonly { id: string; lastSeq: number; lastReadSeq?: number }[]) => void;
  stop: () => void;
}

export type ReadsStore = StoreApi<ReadsState> & { actions: ReadsActions };

const isSeenSeq = isRecordOf(isNumber);

/** How far I have read, on any device; kept in this browser too, for the time the server cannot be asked. */
export function createReadsStore(userId: string): ReadsStore {
  const key = `reads:${userId}`;
  const read = () => readLocal(key, isSeenSeq, {});
  const store = createStore<ReadsState>(() => ({ seenSeq: read() }));
  const stop = onLocalChange(key, () =>
    store.setState(({ seenSeq }) => ({ seenSeq: furthest(seenSeq, read()) })),
  );

  function raise(positions: Record<string, number>) {
    const before = store.getState().seenSeq;
    const after = furthest(before, positions);
    if (after === before) return;
    store.setState({ seenSeq: after });
    writeLocal(key, after);
  }

  return {
    ...store,
    actions: {
      see: (roomId, seq) => raise({ [roomId]: seq }),
      meet: (rooms) => {
        const { seenSeq } = store.getState();
        raise(
          Object.fromEntries(
            rooms.map((room) => [room.id, room.lastReadSeq ?? seenSeq[room.id] ?? room.lastSeq]),
          ),
        );
      },
      stop,
    },
  };
}

/** How many messages of others lie beyond what I have seen. */
export function countUnread(
  messages: readonly Message[],
  position: { seenSeq: number; myId: string },
): number {
  let count = 0;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (!message || message.seq <= position.seenSeq) break;
    if (message.sender.id !== position.myId) count += 1;
  }
  return count;
}

function furthest(known: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) {
  const news = Object.entries(other).filter(([roomId, seq]) => seq > (known[roomId] ?? -1));
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news) };
}
