import type { ThreadFollowing } from '@chatket/contract';
import { currentLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { noteThread } from './note-thread';

/** Says whether I follow a thread, and of what in it I want to be told; where that did not get through, it says so. */
export function useFollowing(roomId: string, rootId: string) {
  const realtime = useRealtime();
  const { threads } = useChatStores();
  const { toasts } = usePageStores();
  return async (choice: Pick<ThreadFollowing, 'on' | 'level'>) => {
    const answer = await realtime.ask('thread:follow', { roomId, rootId, ...choice });
    if (!answer?.success) return toasts.actions.show(currentLocale().t('thread.followFailed'));
    noteThread(threads, rootId, { ...answer, roomId });
  };
}
