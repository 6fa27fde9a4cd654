import { useEffect, useState } from 'react';
import { timelineOf, useChatStores } from '../../store';
import { createAnnouncer } from './announcements';

/** Reads new messages of others out to screen readers, at most once a second. */
export function Announcer({ roomId }: { roomId: string }) {
  const { me, timelines } = useChatStores();
  const [text, setText] = useState('');

  useEffect(() => {
    const seqNow = () => timelineOf(roomId)(timelines.getState()).messages.at(-1)?.seq ?? 0;
    const announcer = createAnnouncer({ from: seqNow(), myId: me.id, say: setText });
    const unsubscribe = timelines.subscribe((state) => announcer.notice(timelineOf(roomId)(state).messages));
    return () => {
      unsubscribe();
      announcer.stop();
    };
  }, [me, timelines, roomId]);

  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
