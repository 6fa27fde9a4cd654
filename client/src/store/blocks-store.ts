import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readLocal } from '../lib';

export type Marks = Readonly<Record<string, true>>;

interface BlocksState {
  /** Ids of those I have blocked. */
  people: Marks;
  /** Ids of messages of theirs that I wanted to see. */
  shown: Marks;
}

/** It is changed by `blocking.ts`, which nobody needs who has blocked nobody. */
export type BlocksStore = StoreApi<BlocksState> & { key: string };

/** Whom one person has blocked: kept in this browser too, so that nothing of theirs is seen while the list is read. */
export function createBlocksStore(myId: string): BlocksStore {
  const key = `blocks:${myId}`;
  return { ...createStore(() => ({ people: readLocal(key, isMarks, {}), shown: {} })), key };
}

/** Whether a message is folded away: somebody I have blocked wrote it, and I did not want to see it. */
export function isFolded(
  { people, shown }: BlocksState,
  { messageId, sender }: Pick<Message, 'messageId' | 'sender'>,
): boolean {
  return sender.id in people && !(messageId in shown);
}

const isMarks = (value: unknown): value is Marks => value instanceof Object;
