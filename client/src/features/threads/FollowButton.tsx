import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { useFollowing } from './use-following';

interface FollowButtonProps {
  roomId: string;
  rootId: string;
  isFollowing: boolean;
}

/** Whether I am told of what is said in a thread. */
export function FollowButton({ roomId, rootId, isFollowing }: FollowButtonProps) {
  const { t } = useLocale();
  const follow = useFollowing(roomId, rootId);
  return (
    <Button look="quiet" onClick={() => void follow({ on: !isFollowing })}>
      {t(isFollowing ? 'thread.unfollow' : 'thread.follow')}
    </Button>
  );
}
