import { LIMITS, type ReadReceipt, type Room } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { askAgain } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { furthestReads } from './place-reads';

const NOBODY: readonly ReadReceipt[] = [];

/** Who has read how far, as long as the room is open: asked for with every connection, and heard of from then on. */
export function useReceipts(room: Pick<Room, 'id' | 'memberCount'>): readonly ReadReceipt[] {
  const { connection } = useChatStores();
  const realtime = useRealtime();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const [reads, setReads] = useState(NOBODY);
  const areFew = room.memberCount <= LIMITS.receiptPeopleMax;

  useEffect(() => {
    if (!isOnline || !areFew) return;
    let isOpen = true;
    const take = (told: readonly ReadReceipt[]) => setReads((known) => furthestReads(known, told));
    const stop = realtime.listen((event) => {
      if (event.kind !== 'notice' || event.notice.event !== 'room:receipts') return;
      const { roomId, reads: told } = event.notice.payload;
      if (roomId === room.id) take(told);
    });
    // All of it: whoever hides what they read now is not in it.
    const ask = async () => {
      const answer = isOpen ? await realtime.ask('room:receipts', { roomId: room.id }) : undefined;
      if (!isOpen || (answer && !answer.success && !answer.retryable)) return;
      if (!answer?.success) throw new Error('nobody has answered');
      setReads((known) => furthestReads(kept(known, answer.reads), answer.reads));
    };
    askAgain(ask).catch(() => undefined);
    return () => {
      isOpen = false;
      stop();
      void realtime.ask('room:receipts', {});
    };
  }, [realtime, isOnline, areFew, room.id]);

  return reads;
}

function kept(known: readonly ReadReceipt[], told: readonly ReadReceipt[]): readonly ReadReceipt[] {
  const ids = new Set(told.map(({ user }) => user.id));
  return known.filter(({ user }) => ids.has(user.id));
}
