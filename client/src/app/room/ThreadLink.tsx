import { isShownInRoom } from '@chatket/contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { timelineOf, useChatStores, windowOf } from '../../store';
import { messagePath } from './room-path';

interface ThreadLinkProps {
  roomId: string;
  /** The message that a link leads to. */
  messageId: string;
  /** Goes there instead, without an entry of its own in the history. */
  onGo: (path: string, options: { replace: true }) => void;
}

/**
 * Draws nothing. A link to what is said in a thread only leads to the message that the thread is under, and opens the
 * thread.
 */
export function ThreadLink({ roomId, messageId, onGo }: ThreadLinkProps) {
  const { threads, timelines } = useChatStores();
  const rootId = useStore(timelines, (state) => {
    const held = windowOf(roomId)(state) ?? timelineOf(roomId)(state);
    const message = held.messages.find((each) => each.messageId === messageId);
    return message && !isShownInRoom(message) ? message.threadId : undefined;
  });
  useEffect(() => {
    if (rootId === undefined) return;
    threads.setState({ open: { roomId, rootId, replyId: messageId } });
    onGo(messagePath({ roomId, messageId: rootId }), { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it is the link that leads there, once
  }, [rootId]);
  return null;
}
