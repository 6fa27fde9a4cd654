import { useEffect } from 'react';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { noteThread } from './note-thread';

const READING_MS = 500;

interface Sight {
  roomId: string;
  rootId: string;
  lastReadSeq: number;
  /** The last reply there is; 0 where there is none. */
  seq: number;
  /** It is on the screen, and somebody looks. */
  isBeforeEyes: boolean;
}

/** Marks a thread as read up to what has been before somebody's eyes for half a second. */
export function useReadThread({ roomId, rootId, lastReadSeq, seq, isBeforeEyes }: Sight): void {
  const realtime = useRealtime();
  const { connection, threads } = useChatStores();
  useEffect(() => {
    if (!isBeforeEyes || seq <= lastReadSeq) return;
    const read = async () => {
      const answer = await realtime.ask('thread:read', { roomId, rootId, seq });
      if (answer?.success) noteThread(threads, rootId, { ...answer, roomId });
    };
    const timer = setTimeout(() => void read(), READING_MS);
    // What could not be told is told when the connection is back.
    const unlisten = connection.subscribe(({ isOnline }, before) => {
      if (isOnline && !before.isOnline) void read();
    });
    return () => {
      clearTimeout(timer);
      unlisten();
    };
  }, [realtime, connection, threads, roomId, rootId, lastReadSeq, seq, isBeforeEyes]);
}
