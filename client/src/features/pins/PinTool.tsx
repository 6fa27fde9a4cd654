import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { PinIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import { canPin } from './rights';

interface PinToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
}

/** To pin a message for everybody in the room, and to take the pin away. */
export function PinTool({ message, close }: PinToolProps) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const realtime = useRealtime();
  const room = useStore(rooms, (state) => state.mine[message.roomId]);
  if (!room || !canPin(message, room)) return null;
  const isPinned = message.pinned !== undefined;
  return (
    <ToolView
      label={t(isPinned ? 'pin.remove' : 'pin.add')}
      Icon={PinIcon}
      close={close}
      onPick={() => realtime.pin(message, !isPinned)}
    />
  );
}
