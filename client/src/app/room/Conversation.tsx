import type { Room } from '@chatket/contract';
import { Suspense } from 'react';
import { DeleteDialog } from '../../features/editing';
import { RemindDialog } from '../../features/later';
import { PersonDialog } from '../../features/members';
import { ReportDialog } from '../../features/moderation';
import { TypingLine } from '../../features/presence';
import { markRead, ReadMark, useUnreadRange } from '../../features/reads';
import { ReactionPicker } from '../../features/reactions';
import { RoomReceipts } from '../../features/receipts';
import { Timeline } from '../../features/timeline';
import { withTexts } from '../../i18n';
import { later, useAttention } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { useRowActions } from './use-row-actions';
import { useRowParts } from './use-row-parts';

const ForwardDialog = later(async () => (await withTexts(import('../../features/forwards'))).ForwardDialog);

interface ConversationProps {
  room: Room;
  /** The message that a link leads to. */
  messageId?: string;
  onGo: (path: string) => void;
  onInvite: () => void;
}

/** The timeline of a room with all that other features add to it. Mount it anew for each room. */
export function Conversation({ room, messageId, onGo, onInvite }: ConversationProps) {
  const stores = useChatStores();
  const realtime = useRealtime();
  const isAttentive = useAttention();
  const unread = useUnreadRange(room, isAttentive);
  const { actions, question, erase, answered } = useRowActions(room.id);
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
        foot={<TypingLine roomId={room.id} />}
      />
      <Suspense>
        <RoomReceipts room={room} />
        {question?.kind === 'delete' && (
          <DeleteDialog
            message={question.message}
            onDelete={(reason) => erase(question.message, reason)}
            onClose={answered}
          />
        )}
        {question?.kind === 'report' && <ReportDialog message={question.message} onClose={answered} />}
        {question?.kind === 'forward' && (
          <ForwardDialog message={question.message} onGo={onGo} onClose={answered} />
        )}
        {question?.kind === 'remind' && <RemindDialog message={question.message} onClose={answered} />}
        {question?.kind === 'person' && <PersonDialog room={room} user={question.user} onClose={answered} />}
        {question?.kind === 'react' && (
          <ReactionPicker message={question.message} at={question.at} onClose={answered} />
        )}
      </Suspense>
    </>
  );
}
