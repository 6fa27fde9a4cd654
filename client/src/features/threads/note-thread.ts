import type { ThreadState } from '@chatket/contract';
import type { ChatStores, KnownThread } from '../../store';

/** Keeps what is known of a thread; `lastSeq` is up to where its replies are counted, where that is known. */
export function noteThread(
  threads: ChatStores['threads'],
  rootId: string,
  { roomId, lastSeq = 0, ...state }: ThreadState & { roomId: string; lastSeq?: number | undefined },
): void {
  const { isFollowing, level, lastReadSeq, unread, mentionedAt } = state;
  threads.setState(({ byRoot }) => {
    const counted = Math.max(byRoot[rootId]?.lastSeq ?? 0, lastReadSeq, lastSeq);
    const known: KnownThread = {
      ...{ roomId, isFollowing, level, lastReadSeq, unread, mentionedAt },
      lastSeq: counted,
    };
    return { byRoot: { ...byRoot, [rootId]: known } };
  });
}
