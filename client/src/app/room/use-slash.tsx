import type { Room } from '@chatket/contract';
import { Suspense, type ReactNode } from 'react';
import { useApi } from '../../api';
import type { RoomTask } from '../../features/rooms';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { CommandList, loadRoomCommands } from './room-commands';

interface Place {
  room: Room;
  isInThread?: boolean;
  onGo: (path: string) => void;
  /** Asks what belongs to a thing that is done with the room. */
  onTask?: (task: RoomTask) => void;
  onPoll?: (poll: { question: string; onAsked: () => void }) => void;
}

interface Deeds {
  send: (text: string) => void;
  clear: () => void;
}

const nothing = () => undefined;

/** What a field does with what begins with a slash: what can be written, and doing it. */
export function useSlash({ room, isInThread = false, onGo, onTask = nothing, onPoll = nothing }: Place) {
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const { request } = useApi();
  const realtime = useRealtime();
  return {
    onSlash: (text: string, deeds: Deeds) =>
      // What could not be fetched was not done: the text stays.
      void loadRoomCommands().then(
        ({ runSlash }) =>
          runSlash({
            text,
            ...{ room, isInThread, stores, toasts, request, realtime },
            ...{ openPoll: onPoll, openTask: onTask, go: onGo },
            ...deeds,
          }),
        () => undefined,
      ),
    suggest: (draft: string, take: (text: string) => void): ReactNode =>
      draft.startsWith('/') && (
        <Suspense>
          <CommandList draft={draft} room={room} isInThread={isInThread} onTake={take} />
        </Suspense>
      ),
  };
}
