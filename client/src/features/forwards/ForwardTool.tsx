import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { ForwardIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import { canForward } from './forwarding';

interface ForwardToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
  onForward: (message: Message) => void;
}

/** To bring a message into another room. */
export function ForwardTool({ message, close, onForward }: ForwardToolProps) {
  const { t } = useLocale();
  const { me, rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  if (!room || !canForward(message, { me, room })) return null;
  return (
    <ToolView
      label={t('forward.action')}
      Icon={ForwardIcon}
      close={close}
      onPick={() => onForward(message)}
    />
  );
}
