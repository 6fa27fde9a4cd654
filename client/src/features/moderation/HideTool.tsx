import { decide, type Message, ROLES } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { EyeOffIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import { useHiding } from './use-hiding';

/** It is done already: this is only how long it is offered to take it back. */
const UNDO_MS = 8_000;

interface HideToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
}

/** To hide what somebody else has said from everybody, and to take that back. */
export function HideTool({ message, close }: HideToolProps) {
  const { t } = useLocale();
  const { me, rooms, roles } = useChatStores();
  const { toasts } = usePageStores();
  const { hide, show } = useHiding();
  const room = useStore(rooms, (state) => state.mine[message.roomId]);
  const authorRole = useStore(roles, ({ byRoom }) => byRoom[message.roomId]?.[message.sender.id] ?? null);
  if (!room || message.deleted || message.sender.id === me.id) return null;
  const { role = ROLES.member, kind } = room;
  if (!decide('hide', { role, kind, authorRole }).isAllowed) return null;

  async function put(task: typeof hide, done?: () => void) {
    const problem = await task(message);
    if (problem === undefined) done?.();
    else toasts.actions.show(t('hide.failed', { reason: problem }));
  }
  const undo = { name: t('delete.undo'), forMs: UNDO_MS, run: () => void put(show) };
  return (
    <ToolView
      label={t('hide.action')}
      Icon={EyeOffIcon}
      close={close}
      onPick={() => void put(hide, () => toasts.actions.show(t('hide.done'), undo))}
    />
  );
}
