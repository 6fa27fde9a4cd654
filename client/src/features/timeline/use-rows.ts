import { isShownInRoom, type Message } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isFolded, useChatStores } from '../../store';
import { withoutFolded } from './folding';
import { createRowBuilder, type Row, type RowsInput } from './rows';

export interface RowsChange {
  rows: readonly Row[];
  /** Grows when another part of the history is shown, which shares nothing with the one before. */
  generation: number;
}

/** The rows of the conversation, and whether they go on from those before. */
export function useRows({ messages: all, lines, pending, me, unread, isDetached }: RowsInput): RowsChange {
  const [track] = useState(createTracker);
  const { blocks } = useChatStores();
  const state = useStore(blocks);
  const messages = useMemo(
    () => withoutFolded(shownInRoom(all), (each) => isFolded(state, each)),
    [all, state],
  );
  return useMemo(
    () => track({ messages, lines, pending, me, unread, isDetached }),
    [track, messages, lines, pending, me, unread, isDetached],
  );
}

/** Without what is said in threads only; the same array where nothing is. */
function shownInRoom(messages: readonly Message[]): readonly Message[] {
  return messages.every(isShownInRoom) ? messages : messages.filter(isShownInRoom);
}

function createTracker(): (input: RowsInput) => RowsChange {
  const build = createRowBuilder();
  let before: readonly Message[] = [];
  let generation = 0;
  return (input) => {
    const { messages } = input;
    if (isElsewhere(before, messages)) generation += 1;
    before = messages;
    return { rows: build(input), generation };
  };
}

function isElsewhere(before: readonly Message[], now: readonly Message[]): boolean {
  const [first, last] = [before[0], before.at(-1)];
  const [nowFirst, nowLast] = [now[0], now.at(-1)];
  if (!first || !last || !nowFirst || !nowLast) return false;
  return nowFirst.seq > last.seq || nowLast.seq < first.seq;
}
