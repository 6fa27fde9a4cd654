import { isShownInRoom, type Message, type Room } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isFolded, useChatStores } from '../../store';
import { withoutFolded } from './folding';
import { createRowBuilder, type Row, type RowsInput } from './rows';
import { withoutDeleted } from './without-deleted';

interface Options extends RowsInput {
  room: Room;
  /** Where a link has led. */
  messageId: string | undefined;
  /** The row that has the focus. */
  focusedKey: string | undefined;
}

export interface RowsChange {
  rows: readonly Row[];
  /** Grows when another part of the history is shown, which shares nothing with the one before. */
  generation: number;
}

/** The rows of the conversation, and whether they go on from those before. */
export function useRows(options: Options): RowsChange {
  const { messages: all, lines, pending, me, unread, isDetached, room, messageId, focusedKey } = options;
  const [{ steady, track }] = useState(createTracker);
  const { blocks } = useChatStores();
  const state = useStore(blocks);
  const writtenTo = useWrittenTo(room.id);
  const messages = useMemo(() => {
    const heldIds = [messageId, writtenTo];
    const left = withoutDeleted(all, { me, role: room.role, unsent: pending, heldIds, focusedKey });
    return steady(withoutFolded(shownInRoom(left), (each) => isFolded(state, each)));
  }, [all, state, me, room.role, pending, messageId, writtenTo, focusedKey, steady]);
  return useMemo(
    () => track(all, { messages, lines, pending, me, unread, isDetached }),
    [track, all, messages, lines, pending, me, unread, isDetached],
  );
}

/** The message that I am changing or answering. */
function useWrittenTo(roomId: string): string | undefined {
  const { writing } = useChatStores();
  return useStore(writing, ({ byRoom }) => {
    const now = byRoom[roomId];
    return now && 'message' in now ? now.message.messageId : undefined;
  });
}

/** Without what is said in threads only; the same array where nothing is. */
function shownInRoom(messages: readonly Message[]): readonly Message[] {
  return messages.every(isShownInRoom) ? messages : messages.filter(isShownInRoom);
}

function createTracker() {
  const build = createRowBuilder();
  let shown: readonly Message[] = [];
  let before: readonly Message[] = [];
  let generation = 0;
  return {
    /** The same array for the same messages. */
    steady: (messages: readonly Message[]) => {
      const isSame =
        messages.length === shown.length && messages.every((message, index) => message === shown[index]);
      return isSame ? shown : (shown = messages);
    },
    /** @param all those that are held, whether they are drawn or not */
    track: (all: readonly Message[], input: RowsInput): RowsChange => {
      if (isElsewhere(before, all)) generation += 1;
      before = all;
      return { rows: build(input), generation };
    },
  };
}

function isElsewhere(before: readonly Message[], now: readonly Message[]): boolean {
  const [first, last] = [before[0], before.at(-1)];
  const [nowFirst, nowLast] = [now[0], now.at(-1)];
  if (!first || !last || !nowFirst || !nowLast) return false;
  return nowFirst.seq > last.seq || nowLast.seq < first.seq;
}
