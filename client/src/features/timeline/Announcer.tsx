import { isShownInRoom, type Message } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { currentLocale } from '../../i18n';
import { personName } from '../../people';
import { timelineOf, useChatStores } from '../../store';
import { createAnnouncer } from './announcements';

/** Reads new messages of others out to screen readers, of the room or of one of its threads, at most once a second. */
export function Announcer({ roomId, threadId }: { roomId: string; threadId?: string }) {
  const { me, blocks, timelines } = useChatStores();
  const [text, setText] = useState('');

  useEffect(() => {
    const seqNow = () => timelineOf(roomId)(timelines.getState()).messages.at(-1)?.seq ?? 0;
    const announcer = createAnnouncer({
      from: seqNow(),
      isSilent: (message) => {
        const { sender } = message;
        const isHere = threadId === undefined ? isShownInRoom(message) : message.threadId === threadId;
        return !isHere || sender.id === me.id || sender.id in blocks.getState().people;
      },
      say: (news) => void phrase(news).then(setText),
    });
    const unsubscribe = timelines.subscribe((state) => announcer.notice(timelineOf(roomId)(state).messages));
    return () => {
      unsubscribe();
      announcer.stop();
    };
  }, [me, blocks, timelines, roomId, threadId]);

  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

async function phrase(messages: readonly Message[]): Promise<string> {
  const { t } = currentLocale();
  const [first] = messages;
  if (messages.length > 1 || !first) return t('timeline.newMessages', { count: messages.length });
  const { asRead } = await import('@chatket/contract/as-read').catch(() => ({ asRead: String }));
  return t('timeline.said', { name: personName(t, first.sender), text: asRead(first.text) });
}
