import type { Message } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the composer of a room is for, when it is not for a new message. */
export type Writing =
  /** The message as it was when editing began: a later state of it is a conflict. */
  | { kind: 'edit'; message: Message }
  | { kind: 'edit-unsent'; clientMsgId: string; text: string; threadId?: string | undefined }
  | { kind: 'reply'; message: Message };

interface WritingState {
  byRoom: Readonly<Record<string, Writing>>;
}

export type WritingStore = StoreApi<WritingState> & {
  actions: { begin: (roomId: string, writing: Writing) => void; end: (roomId: string) => void };
};

/** Which messages I am editing or answering. What is written meanwhile is a draft: see `draftKeyOf`. */
export function createWritingStore(): WritingStore {
  const store = createStore<WritingState>(() => ({ byRoom: {} }));
  return {
    ...store,
    actions: {
      begin: (roomId, writing) =>
        store.setState(({ byRoom }) => ({ byRoom: { ...byRoom, [roomId]: writing } })),
      end: (roomId) =>
        store.setState(({ byRoom }) => {
          const { [roomId]: _done, ...rest } = byRoom;
          return { byRoom: rest };
        }),
    },
  };
}

/** Under which the drafts keep what is written. An edit has a draft of its own: that of the room stays as it is. */
export function draftKeyOf(roomId: string, writing: Writing | undefined): string {
  switch (writing?.kind) {
    case 'edit':
      return `edit:${writing.message.messageId}`;
    case 'edit-unsent':
      return `edit:${writing.clientMsgId}`;
    default:
      return roomId;
  }
}
