import { isShownInRoom, type Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What others wrote in a room while the connection was lost. */
export interface Missed {
  count: number;
  firstSeq: number;
  lastSeq: number;
}

interface AwayState {
  byRoom: Readonly<Record<string, Missed>>;
  /** The seqs of what is counted there. */
  seqs: Readonly<Record<string, readonly number[]>>;
}

interface AwayActions {
  miss: (roomId: string, messages: readonly Message[], myId: string) => void;
  /** What was written there has been deleted: it was not missed. */
  forget: (roomId: string, seqs: readonly number[]) => void;
  /** The person has taken note of it. */
  dismiss: (roomId: string) => void;
  /** The connection is lost again: counting begins anew. */
  leave: () => void;
}

export type AwayStore = StoreApi<AwayState> & { actions: AwayActions };

/** What was missed during the last outage, until somebody has taken note of it. */
export function createAwayStore(): AwayStore {
  const store = createStore<AwayState>(() => ({ byRoom: {}, seqs: {} }));

  function count(roomId: string, seqs: readonly number[]) {
    const [firstSeq, lastSeq] = [seqs[0], seqs.at(-1)];
    if (firstSeq === undefined || lastSeq === undefined) return dismiss(roomId);
    store.setState((state) => ({
      byRoom: { ...state.byRoom, [roomId]: { count: seqs.length, firstSeq, lastSeq } },
      seqs: { ...state.seqs, [roomId]: seqs },
    }));
  }

  function dismiss(roomId: string) {
    store.setState((state) => {
      const { [roomId]: _noted, ...byRoom } = state.byRoom;
      const { [roomId]: _counted, ...seqs } = state.seqs;
      return { byRoom, seqs };
    });
  }

  return {
    ...store,
    actions: {
      miss: (roomId, messages, myId) => {
        const others = messages.filter(
          (message) => message.sender.id !== myId && !message.deleted && isShownInRoom(message),
        );
        if (others.length === 0) return;
        const before = store.getState().seqs[roomId] ?? [];
        count(roomId, [...before, ...others.map(({ seq }) => seq)]);
      },
      forget: (roomId, seqs) => {
        const before = store.getState().seqs[roomId] ?? [];
        const after = before.filter((seq) => !seqs.includes(seq));
        if (after.length < before.length) count(roomId, after);
      },
      dismiss,
      leave: () => store.setState({ byRoom: {}, seqs: {} }),
    },
  };
}

/** Selects what was missed in one room. */
export function awayOf(roomId: string) {
  return (state: AwayState): Missed | undefined => state.byRoom[roomId];
}
