import { createStore, type StoreApi } from 'zustand/vanilla';

/** A message of mine on its way out, as it is drawn. */
export interface PendingMessage {
  clientMsgId: string;
  roomId: string;
  text: string;
  /** When it was written, in ms. */
  order: number;
  state:
    | { kind: 'queued' }
    | { kind: 'sent'; seq: number }
    | { kind: 'failed'; error: string; isOutsider?: boolean }
    | { kind: 'muted'; until: string };
}

interface OutboxState {
  items: readonly PendingMessage[];
}

export type OutboxStore = StoreApi<OutboxState>;

/** What the outbox holds now, oldest first. */
export function createOutboxStore(): OutboxStore {
  return createStore<OutboxState>(() => ({ items: [] }));
}
