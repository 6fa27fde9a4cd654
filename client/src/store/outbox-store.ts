import type {
  Attachment,
  ErrorCode,
  Message,
  MessageOrigin,
  MessageQuote,
  PollTerms,
} from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Mute } from './rooms-store';

type PendingState =
  | { kind: 'queued' }
  | { kind: 'sent'; seq: number }
  /** `current`: the message as it is, after a `CONFLICT`, until the page is loaded again. */
  | { kind: 'failed'; code: ErrorCode; current?: Message; count?: number }
  | ({ kind: 'muted' } & Mute);

interface Pending {
  clientMsgId: string;
  roomId: string;
  /** When it was done, in ms. */
  order: number;
  state: PendingState;
}

/** A message of mine on its way out, as it is drawn. */
export interface PendingMessage extends Pending {
  kind?: 'send';
  text: string;
  replyTo?: MessageQuote;
  forwarded?: MessageOrigin;
  threadId?: string;
  inRoom?: true;
  /** It asks: what can be chosen. */
  poll?: PollTerms;
  /** What it is sent with, and whether that is on the server. */
  files?: readonly Attachment[];
  isUploaded?: true | undefined;
}

/** What I did to a message and the server has not confirmed yet. */
export type PendingChange = Pending & {
  /** Missing as long as the message itself is on its way out, under the key `ofMine`. */
  messageId?: string;
  ofMine?: string;
} & (
    | { kind: 'edit'; text: string }
    | { kind: 'delete'; notBefore: number; reason?: string }
    | { kind: 'react'; emoji: string; on: boolean }
    | { kind: 'pin'; on: boolean }
    | { kind: 'poll:vote'; option: number; on: boolean }
    | { kind: 'poll:end' }
  );

export type PendingItem = PendingMessage | PendingChange;

interface OutboxState {
  /** As what was done to them since they were written has made them. */
  items: readonly PendingMessage[];
  changes: readonly PendingChange[];
}

export type OutboxStore = StoreApi<OutboxState> & { take: (items: readonly PendingItem[]) => void };

/** What the outbox holds now, oldest first. */
export function createOutboxStore(): OutboxStore {
  const store = createStore<OutboxState>(() => ({ items: [], changes: [] }));
  return {
    ...store,
    take: (all) =>
      store.setState((before) => {
        const changes = all.filter((item): item is PendingChange => !isMessage(item));
        const items = all.filter(isMessage).flatMap((item) => asChanged(item, changes));
        return { items: sameOr(before.items, items), changes: sameOr(before.changes, changes) };
      }),
  };
}

function isMessage(item: PendingItem): item is PendingMessage {
  return item.kind === undefined || item.kind === 'send';
}

/** A message on its way out, as I want it by now: perhaps not at all. */
function asChanged(item: PendingMessage, changes: readonly PendingChange[]): PendingMessage[] {
  const done = changes.filter(({ ofMine, state }) => ofMine === item.clientMsgId && state.kind !== 'failed');
  if (done.some(({ kind }) => kind === 'delete')) return [];
  const edit = done.findLast((change) => change.kind === 'edit');
  return [edit ? { ...item, text: edit.text } : item];
}

function sameOr<T>(known: readonly T[], fresh: readonly T[]): readonly T[] {
  return known.length === fresh.length && known.every((item, index) => item === fresh[index]) ? known : fresh;
}
