import type { ThreadState } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A thread that I have looked into or follow. */
export type KnownThread = ThreadState & {
  roomId: string;
  /** Replies up to here are counted. */
  lastSeq: number;
};

/** The thread that is shown, and the reply in it that a link leads to. */
interface OpenThread {
  roomId: string;
  rootId: string;
  replyId?: string;
}

interface ThreadsState {
  byRoot: Readonly<Record<string, KnownThread>>;
  /** All that I follow are there, as far as the list of the server goes. */
  isKnown: boolean;
  open: OpenThread | undefined;
}

export type ThreadsStore = StoreApi<ThreadsState>;

/** Where I am in threads. It is filled when something is first said in one: most rooms never have any. */
export function createThreadsStore(): ThreadsStore {
  return createStore<ThreadsState>(() => ({ byRoot: {}, isKnown: false, open: undefined }));
}
