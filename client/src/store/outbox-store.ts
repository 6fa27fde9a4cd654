import type { ErrorCode } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Mute } from './rooms-store';

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
    | { kind: 'failed'; code: ErrorCode }
    | ({ kind: 'muted' } & Mute);
}

interface OutboxState {
  items: readonly PendingMessage[];
}

export type OutboxStore = StoreApi<OutboxState>;

/** What the outbox holds now, oldest first. */
export function createOutboxStore(): OutboxStore {
  return createStore<OutboxState>(() => ({ items: [] }));
}
