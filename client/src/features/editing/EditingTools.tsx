import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { EditIcon, TrashIcon, UndoIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import { canDelete, canEdit } from './rights';

const RIGHTS_CHECK_MS = 60_000;

interface EditingToolsProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
  onEdit: (message: Message) => void;
  onDelete: (message: Message) => void;
}

/** To change and to delete a message, as far as I may; what is being deleted can only be taken back. */
export function EditingTools({ message, close, onEdit, onDelete }: EditingToolsProps) {
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
  if (!room) return null;
  if (deletion) {
    const undo = () => realtime.discard(deletion.clientMsgId);
    return <ToolView label={t('delete.undo')} Icon={UndoIcon} close={close} onPick={undo} />;
  }
  const remove = canDelete(message, { me, room }) && (
    <ToolView label={t('delete.action')} Icon={TrashIcon} close={close} onPick={() => onDelete(message)} />
  );
  const edit = canEdit(message, { me, room, now }) && (
    <ToolView label={t('edit.action')} Icon={EditIcon} close={close} onPick={() => onEdit(message)} />
  );
  // The most used is last in a toolbar and first in a sheet.
  return (
    <>
      {close && edit}
      {remove}
      {!close && edit}
    </>
  );
}
