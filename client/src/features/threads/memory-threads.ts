import type { Message, MessageChange, Room, ThreadItem } from '@chatket/contract';
import { createChatStores } from '../../store';
import { alice, bob, messageAt } from '../../testing';
import { takeReplies } from './take-replies';

export const ROOM = { id: 'r', name: 'Room', lastSeq: 1 } as Room;
export const root = (seq: number, changes: Partial<Message> = {}) => messageAt(seq, changes);
export const reply = (seq: number, rootSeq: number, changes: Partial<Message> = {}) =>
  messageAt(seq, { threadId: `m-${String(rootSeq)}`, ...changes });

const changeOf = (what: MessageChange['what'], message: Message): MessageChange => ({
  ...{ kind: 'message', what, roomId: 'r', message, by: message.sender },
  ...{ seq: message.seq + 100, at: message.createdAt, targetSeq: message.seq },
});

/** Alice's page, and the list of threads that the server has for her. */
export function setUp(...loaded: Message[]) {
  const stores = createChatStores(alice);
  stores.rooms.actions.load([ROOM]);
  stores.timelines.actions.deliver('r', {
    messages: loaded,
    cursor: loaded.at(-1)?.seq ?? 0,
    isReset: false,
  });
  const followed: ThreadItem[] = [];
  let reads = 0;
  let whileAsked = () => undefined as void;
  const api = {
    request: async () => {
      reads += 1;
      const body = [...followed];
      await Promise.resolve();
      whileAsked();
      return { body };
    },
  } as unknown as Parameters<typeof takeReplies>[0]['api'];
  return {
    stores,
    api,
    followed,
    reads: () => reads,
    /** The list is answered, and before it arrives this happens. */
    meanwhile: (happens: () => void) => {
      whileAsked = () => {
        whileAsked = () => undefined;
        happens();
      };
    },
    hear: (...replies: Message[]) => takeReplies({ stores, api }, { roomId: 'r', replies, hasGone: false }),
    change: (what: MessageChange['what'], message: Message) =>
      takeReplies({ stores, api }, { roomId: 'r', replies: [], changes: [changeOf(what, message)] }),
    lose: () => takeReplies({ stores, api }, { roomId: 'r', replies: [], hasGone: true }),
    at: (rootId: string) => stores.threads.getState().byRoot[rootId]?.mentionedAt ?? [],
    unread: () => stores.rooms.getState().mine.r?.unreadThreads,
  };
}

/** One of the list, as the server has it. */
export const item = (rootMessage: Message, unread: number, lastSeq: number): ThreadItem => ({
  roomId: 'r',
  root: {
    ...rootMessage,
    thread: { replies: unread, lastSeq, lastAt: rootMessage.createdAt, who: [bob] },
  },
  isFollowing: true,
  lastReadSeq: 0,
  unread,
});
