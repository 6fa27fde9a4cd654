import type { Message } from '@chatket/contract';
import { useMemo } from 'react';
import { useRealtime, type Realtime } from '../../realtime';
import { draftKeyOf, timelineOf, useChatStores, type ChatStores, type Writing } from '../../store';
import { lastEditable } from './rights';

/** Begins and ends the editing of messages of one room. */
export interface Editing {
  begin: (message: Message) => void;
  /** Begins with the last message of mine. Tells whether there is one. */
  beginLast: () => boolean;
  cancel: () => void;
  save: (text: string) => void;
}

export function useEditing(roomId: string): Editing {
  const stores = useChatStores();
  const realtime = useRealtime();
  return useMemo(() => createEditing({ stores, realtime, roomId }), [stores, realtime, roomId]);
}

interface Options {
  stores: ChatStores;
  realtime: Realtime;
  roomId: string;
}

export function createEditing({ stores, realtime, roomId }: Options): Editing {
  const { drafts, me, outbox, rooms, timelines, writing } = stores;

  function start(next: Extract<Writing, { kind: 'edit' | 'edit-unsent' }>, text: string) {
    const key = draftKeyOf(roomId, next);
    // What was begun and left, in this tab or another, goes on.
    if (!drafts.getState().byRoom[key]) drafts.actions.set(key, text);
    writing.actions.begin(roomId, next);
  }

  function end() {
    const now = writing.getState().byRoom[roomId];
    if (now?.kind === 'edit' || now?.kind === 'edit-unsent') drafts.actions.set(draftKeyOf(roomId, now), '');
    writing.actions.end(roomId);
  }

  return {
    begin: (message) => start({ kind: 'edit', message }, message.text),
    beginLast: () => {
      const unsent = outbox
        .getState()
        .items.findLast((item) => item.roomId === roomId && item.state.kind !== 'sent');
      if (unsent) {
        const { clientMsgId, text } = unsent;
        start({ kind: 'edit-unsent', clientMsgId, text }, text);
        return true;
      }
      const room = rooms.getState().mine[roomId];
      const { messages } = timelineOf(roomId)(timelines.getState());
      const last = room && lastEditable(messages, { me, room, now: Date.now() });
      if (last) start({ kind: 'edit', message: last }, last.text);
      return last !== undefined;
    },
    cancel: end,
    save: (text) => {
      const now = writing.getState().byRoom[roomId];
      if (now?.kind === 'edit' && text !== now.message.text) realtime.edit(now.message, text);
      if (now?.kind === 'edit-unsent' && text !== now.text) realtime.editUnsent(now.clientMsgId, text);
      end();
    },
  };
}
