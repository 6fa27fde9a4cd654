import type { Message } from '@chatket/contract';
import { ForwardedMark } from '../../features/forwards';
import { PinnedMark } from '../../features/pins';
import { Quote } from '../../features/replies';

type MessageMarksProps = Pick<Message, 'roomId' | 'replyTo' | 'forwarded' | 'pinned'>;

/** What stands above the text of a message: that it is pinned, where it comes from, and what it answers. */
export function MessageMarks({ roomId, replyTo, forwarded, pinned }: MessageMarksProps) {
  return (
    <>
      {pinned && <PinnedMark pin={pinned} />}
      {forwarded && <ForwardedMark origin={forwarded} />}
      {replyTo && <Quote roomId={roomId} quote={replyTo} />}
    </>
  );
}
