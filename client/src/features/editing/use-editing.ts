import type { Message } from '@chatket/contract';
import { useMemo } from 'react';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import type { createEditing } from './create-editing';
import { endWriting } from './end-writing';
import { loadEditing } from './load-editing';

/** Changes and deletes messages of a room, as soon as the code for that is there. */
export function useEditing(roomId: string) {
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  return useMemo(() => {
    const run = async (task: (editing: ReturnType<typeof createEditing>) => void) => {
      const create = await loadEditing();
      task(create({ stores, toasts, realtime, roomId }));
    };
    // What could not be fetched was not begun, and what was begun stays open.
    const soon = (task: Parameters<typeof run>[0]) => void run(task).catch(() => undefined);
    return {
      begin: (message: Message) => soon(({ begin }) => begin(message)),
      beginLast: (thread?: { rootId: string; replies: readonly Message[] }) =>
        soon(({ beginLast }) => beginLast(thread)),
      cancel: () => endWriting(stores, roomId),
      save: (text: string) => soon(({ save }) => save(text)),
      remove: (message: Message, ask: (message: Message) => void) =>
        soon(({ remove }) => remove(message, ask)),
      erase: (message: Message, reason?: string) => soon(({ erase }) => erase(message, reason)),
    };
  }, [stores, toasts, realtime, roomId]);
}
