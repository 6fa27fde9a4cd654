import type { Message } from '@chatket/contract';
import type { ComponentType } from 'react';
import { useStore } from 'zustand';
import { canDelete, canEdit } from '../../features/editing';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { EditIcon, TrashIcon } from '../../ui';
import { ReplyIcon, UndoIcon } from '../../ui/more-icons';
import type { RowActions } from './use-row-actions';

const RIGHTS_CHECK_MS = 60_000;

interface RowTool {
  label: string;
  Icon: ComponentType<{ className?: string }>;
  run: () => void;
}

/** What I may do to a message, the most used last. A deletion can only be taken back. */
export function useRowTools(message: Message, actions: RowActions): { tools: RowTool[]; isGoing: boolean } {
  const { t } = useLocale();
  const { me, outbox, rooms } = useChatStores();
  const realtime = useRealtime();
  const now = useNow(RIGHTS_CHECK_MS);
  const room = useStore(rooms, (state) => state.mine[message.roomId]);
  const deletion = useStore(outbox, ({ changes }) =>
    changes.find(
      ({ kind, messageId, state }) =>
        kind === 'delete' && state.kind === 'queued' && messageId === message.messageId,
    ),
  );
  if (!room) return { tools: [], isGoing: false };
  if (deletion) {
    const undo = () => realtime.discard(deletion.clientMsgId);
    return { tools: [{ label: t('delete.undo'), Icon: UndoIcon, run: undo }], isGoing: true };
  }
  const tools: RowTool[] = [];
  if (canDelete(message, { me, room }))
    tools.push({ label: t('delete.action'), Icon: TrashIcon, run: () => actions.remove(message) });
  if (canEdit(message, { me, room, now }))
    tools.push({ label: t('edit.action'), Icon: EditIcon, run: () => actions.edit(message) });
  tools.push({ label: t('reply.action'), Icon: ReplyIcon, run: () => actions.reply(message) });
  return { tools, isGoing: false };
}
