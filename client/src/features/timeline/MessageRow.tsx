import type { Message } from '@chatket/contract';
import { useState } from 'react';
import { IconButton } from '../../ui';
import { ActionSheet } from './ActionSheet';
import { useMessageActions } from './message-actions';
import { MessageFrame } from './MessageFrame';
import { MessageText } from './MessageText';
import { useLongPress } from './use-long-press';

interface MessageRowProps {
  rowKey: string;
  message: Message;
  isFirst: boolean;
  isHighlighted: boolean;
}

export function MessageRow({ rowKey, message, isFirst, isHighlighted }: MessageRowProps) {
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const press = useLongPress(() => setIsSheetOpen(true));

  return (
    <MessageFrame
      rowKey={rowKey}
      author={message.sender}
      at={new Date(message.createdAt)}
      isFirst={isFirst}
      isHighlighted={isHighlighted}
      {...press}
    >
      <MessageText text={message.text} />
      <Toolbar message={message} />
      {isSheetOpen && <ActionSheet message={message} onClose={() => setIsSheetOpen(false)} />}
    </MessageFrame>
  );
}

function Toolbar({ message }: { message: Message }) {
  const actions = useMessageActions(message);
  return (
    <div className="absolute end-4 -top-3 z-10 flex rounded-lg bg-surface-1 opacity-0 shadow-raised transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden">
      {actions.map(({ label, Icon, run }) => (
        <IconButton key={label} label={label} isSmall tabIndex={-1} place="above-end" onClick={run}>
          <Icon className="size-4" />
        </IconButton>
      ))}
    </div>
  );
}
