import { currentLocale, useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { noteThread } from './take-state';

interface FollowButtonProps {
  roomId: string;
  rootId: string;
  isFollowing: boolean;
}

/** Whether I am told of what is said in a thread. */
export function FollowButton({ roomId, rootId, isFollowing }: FollowButtonProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const { threads } = useChatStores();
  const { toasts } = usePageStores();

  async function toggle() {
    const answer = await realtime.ask('thread:follow', { roomId, rootId, on: !isFollowing });
    if (!answer?.success) return toasts.actions.show(currentLocale().t('thread.followFailed'));
    const { isFollowing: follows, lastReadSeq, unread } = answer;
    noteThread(threads, rootId, { roomId, isFollowing: follows, lastReadSeq, unread });
  }

  return (
    <Button look="quiet" onClick={() => void toggle()}>
      {t(isFollowing ? 'thread.unfollow' : 'thread.follow')}
    </Button>
  );
}
