import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What others wrote in a room while the connection was lost. */
export interface Missed {
  count: number;
  firstSeq: number;
  lastSeq: number;
}

interface AwayState {
  byRoom: Readonly<Record<string, Missed>>;
}

interface AwayActions {
  miss: (roomId: string, messages: readonly Message[], myId: string) => void;
  /** The person has taken note of it. */
  dismiss: (roomId: string) => void;
  /** The connection is lost again: counting begins anew. */
  leave: () => void;
}

export type AwayStore = StoreApi<AwayState> & { actions: AwayActions };

/** What was missed during the last outage, until somebody has taken note of it. */
export function createAwayStore(): AwayStore {
  const store = createStore<AwayState>(() => ({ byRoom: {} }));
  return {
    ...store,
    actions: {
      miss: (roomId, messages, myId) => {
        const others = messages.filter((message) => message.sender.id !== myId);
        const [first, last] = [others[0], others.at(-1)];
        if (!first || !last) return;
        store.setState(({ byRoom }) => {
          const before = byRoom[roomId];
          const missed = {
            count: (before?.count ?? 0) + others.length,
            firstSeq: before?.firstSeq ?? first.seq,
            lastSeq: last.seq,
          };
          return { byRoom: { ...byRoom, [roomId]: missed } };
        });
      },
      dismiss: (roomId) =>
        store.setState(({ byRoom }) => {
          const { [roomId]: _noted, ...rest } = byRoom;
          return { byRoom: rest };
        }),
      leave: () => store.setState({ byRoom: {} }),
    },
  };
}

/** Selects what was missed in one room. */
export function awayOf(roomId: string) {
  return (state: AwayState): Missed | undefined => state.byRoom[roomId];
}
