import type { Message, NoticeLevel } from '@chatket/contract';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { ApiError } from '../../api';
import { useMoreApi } from '../../api/more-api';
import { useTriesAfter } from '../../lib/use-tries';
import { merge, newest, timelineOf, useChatStores, windowOf, withReplies, withStates } from '../../store';
import { joined, type Loaded } from './joined';
import { noteThread } from './note-thread';

export interface Thread {
  root: Message | undefined;
  /** Those that are loaded, the oldest first. */
  replies: readonly Message[];
  hasMore: boolean;
  isFollowing: boolean;
  /** Of what in it I want to be told, where I have chosen that. */
  level: NoticeLevel | undefined;
  lastReadSeq: number;
  state: 'loading' | 'ready' | 'failed' | 'missing';
  retry: () => void;
  older: () => void;
}

/** A thread: read when it is opened and whenever the connection is back, and followed live from then on. */
export function useThread(roomId: string, rootId: string): Thread {
  const api = useMoreApi();
  const { connection, threads, timelines } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const timeline = useStore(timelines, timelineOf(roomId));
  const window = useStore(timelines, windowOf(roomId));
  const known = useStore(threads, ({ byRoot }) => byRoot[rootId]);
  const [page, setPage] = useState<Loaded>();
  const [failure, setFailure] = useState<unknown>();
  const tries = useTriesAfter(failure);
  const [round, setRound] = useState(0);
  const { resets } = timeline;

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const fresh = await api.threadPage(roomId, rootId, {});
        if (!isCurrent) return;
        const { root, messages, hasMore, ...state } = fresh;
        setPage((before) => joined(before, { root, messages, hasMore }));
        setFailure(undefined);
        noteThread(threads, rootId, { ...state, roomId, lastSeq: root.thread?.lastSeq });
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, threads, roomId, rootId, isOnline, resets, round, tries]);

  const { root, replies } = useMemo(() => {
    const live = timeline.messages.filter(({ threadId }) => threadId === rootId);
    const told = merge(page?.messages ?? [], live);
    const roots = [page?.root, ...[timeline, window].map((held) => held && find(held.messages, rootId))];
    const found = roots.reduce(
      (one, other) => (one && other ? newest(one, other) : (one ?? other)),
      undefined,
    );
    return {
      root: found && withReplies(withStates([found], timeline.recent), live)[0],
      replies: withStates(told, timeline.recent),
    };
  }, [page, timeline, window, rootId]);

  async function older() {
    const before = page?.messages[0]?.seq;
    if (before === undefined) return;
    try {
      const { messages, hasMore } = await api.threadPage(roomId, rootId, { before });
      setPage((now) => now && { ...now, messages: merge(messages, now.messages), hasMore });
    } catch (error) {
      setFailure(error);
    }
  }

  const state = isGone(failure) ? 'missing' : page ? 'ready' : failure === undefined ? 'loading' : 'failed';
  return {
    root,
    replies,
    hasMore: page?.hasMore ?? false,
    isFollowing: known?.isFollowing ?? false,
    level: known?.level,
    lastReadSeq: known?.lastReadSeq ?? 0,
    state,
    retry: () => {
      setFailure(undefined);
      setRound((count) => count + 1);
    },
    older: () => void older(),
  };
}

function find(messages: readonly Message[], id: string): Message | undefined {
  return messages.find(({ messageId }) => messageId === id);
}

function isGone(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ['THREAD_NOT_FOUND', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'VALIDATION'].includes(error.code ?? '')
  );
}
