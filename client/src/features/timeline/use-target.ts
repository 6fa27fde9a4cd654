import { useEffect, useMemo, useState } from 'react';
import { ApiError, useApi } from '../../api';
import { useTriesAfter } from '../../lib/use-tries';
import { useRealtime } from '../../realtime';
import { timelineOf, useChatStores } from '../../store';
import { loadPage } from './load-page';
import type { View } from './use-view';

/** The message that a link leads to: on its way, among those shown, or not to be had. */
export type Target =
  { kind: 'none' } | { kind: 'loading' | 'here'; messageId: string } | { kind: 'missing' | 'failed' };

/** Brings the message of a link onto the screen, with what stands around it. */
export function useTarget(
  { roomId, messageId }: { roomId: string; messageId: string | undefined },
  view: View,
): { target: Target; retry: () => void } {
  const api = useApi();
  const realtime = useRealtime();
  const { timelines } = useChatStores();
  const [failure, setFailure] = useState<{ messageId: string; error: unknown }>();
  const tries = useTriesAfter(failure?.error);
  const [foundId, setFoundId] = useState<string>();
  const [round, setRound] = useState(0);
  const isShown = useMemo(
    () => messageId !== undefined && view.messages.some((message) => message.messageId === messageId),
    [view.messages, messageId],
  );
  if (isShown && foundId !== messageId) setFoundId(messageId);
  if (messageId === undefined && foundId !== undefined) setFoundId(undefined);
  // Once found it may be scrolled away and forgotten; that is no reason to look for it again.
  const isHere = foundId === messageId;

  useEffect(() => {
    if (messageId === undefined) return timelines.actions.closeWindow(roomId);
    if (isHere) return;
    let isCurrent = true;
    const look = async () => {
      const asked = timelineOf(roomId)(timelines.getState());
      if (asked.messages.some((message) => message.messageId === messageId)) {
        return timelines.actions.closeWindow(roomId);
      }
      try {
        const page = await loadPage({ api, realtime }, roomId, { around: messageId });
        if (!isCurrent) return;
        setFailure(undefined);
        const { nextCursor: olderFrom, ...read } = page;
        const hasOlder = olderFrom !== undefined;
        const isOpen = timelines.actions.openWindow(roomId, { ...read, hasOlder, olderFrom, asked });
        if (!isOpen) setRound((count) => count + 1);
      } catch (error) {
        if (isCurrent) setFailure({ messageId, error });
      }
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [api, realtime, timelines, roomId, messageId, isHere, round, tries]);

  useEffect(() => () => timelines.actions.closeWindow(roomId), [timelines, roomId]);

  const retry = () => {
    setFailure(undefined);
    setRound((count) => count + 1);
  };
  return { target: targetOf(messageId, isHere, failure), retry };
}

function targetOf(
  messageId: string | undefined,
  isHere: boolean,
  failure: { messageId: string; error: unknown } | undefined,
): Target {
  if (messageId === undefined) return { kind: 'none' };
  if (isHere) return { kind: 'here', messageId };
  if (failure?.messageId !== messageId) return { kind: 'loading', messageId };
  return { kind: isUnknown(failure.error) ? 'missing' : 'failed' };
}

function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'MESSAGE_NOT_FOUND' || error.code === 'VALIDATION');
}
