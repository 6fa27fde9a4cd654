import type { Message, Room } from '@chatket/contract';
import { Suspense, useCallback } from 'react';
import { TypingLine } from '../../features/presence';
import { markRead, ReadMark, useUnreadRange } from '../../features/reads';
import { RoomReceipts } from '../../features/receipts';
import { Timeline } from '../../features/timeline';
import { withTexts } from '../../i18n';
import { later, useAttention } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { useRowActions } from './use-row-actions';
import { useRowParts } from './use-row-parts';

const RowQuestions = later(async () => (await withTexts(import('./RowQuestions'))).RowQuestions);
const ThreadLink = later(async () => (await import('./ThreadLink')).ThreadLink);

interface ConversationProps {
  room: Room;
  /** The message that a link leads to. */
  messageId?: string;
  onGo: (path: string, options?: { replace: true }) => void;
  onInvite: () => void;
}

/** The timeline of a room with all that other features add to it. Mount it anew for each room. */
export function Conversation({ room, messageId, onGo, onInvite }: ConversationProps) {
  const stores = useChatStores();
  const realtime = useRealtime();
  const isAttentive = useAttention();
  const unread = useUnreadRange(room, isAttentive);
  const { threads } = stores;
  const openThread = useCallback(
    ({ roomId, messageId: id, threadId }: Message) =>
      threads.setState({ open: { roomId, rootId: threadId ?? id, ...(threadId && { replyId: id }) } }),
    [threads],
  );
  const { actions, ...questions } = useRowActions(room.id, openThread);
  const parts = useRowParts(actions);
  return (
    <>
      <Timeline
        room={room}
        messageId={messageId}
        unread={unread}
        reader={({ seq, isInSight }) => (
          <ReadMark roomId={room.id} seq={seq} isBeforeEyes={isAttentive && isInSight} />
        )}
        onMarkRead={() => markRead({ stores, realtime, room })}
        onLatest={() => onGo(`/rooms/${room.id}`)}
        onInvite={onInvite}
        parts={parts}
        foot={
          <Suspense>
            <TypingLine roomId={room.id} />
          </Suspense>
        }
      />
      <Suspense>
        <RoomReceipts room={room} />
        {messageId !== undefined && <ThreadLink roomId={room.id} messageId={messageId} onGo={onGo} />}
        {questions.question && <RowQuestions room={room} onGo={onGo} {...questions} />}
      </Suspense>
    </>
  );
}
