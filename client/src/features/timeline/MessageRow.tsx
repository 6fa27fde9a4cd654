import type { Message, UserRef } from '@chatket/contract';
import { Suspense, useState, type ReactNode } from 'react';
import { IconButton } from '../../ui';
import { ActionSheet } from './late';
import { useMessageActions } from './message-actions';
import { MessageFrame } from './MessageFrame';
import { useLongPress } from './use-long-press';

interface MessageRowProps {
  rowKey: string;
  author: UserRef;
  at: Date | undefined;
  isFirst: boolean;
  isHighlighted?: boolean;
  /** Nothing while it is unsent. */
  stored?: Message;
  children: ReactNode;
}

/**
 * One message, and what can be done with it once it is stored. The row stays the same while its message is on its way
 * and when it has arrived, so that it keeps the focus. Its toolbar is made when pointer or focus first come to it: most
 * rows never need one.
 */
export function MessageRow({ stored, children, ...frame }: MessageRowProps) {
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isMet, setIsMet] = useState(false);
  const press = useLongPress(() => setIsSheetOpen(stored !== undefined));

  return (
    <MessageFrame {...frame} onPointerEnter={() => setIsMet(true)} onFocus={() => setIsMet(true)} {...press}>
      {children}
      {stored && isMet && <Toolbar message={stored} />}
      {stored && isSheetOpen && (
        <Suspense>
          <ActionSheet message={stored} onClose={() => setIsSheetOpen(false)} />
        </Suspense>
      )}
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
