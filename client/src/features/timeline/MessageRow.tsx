import type { Message, UserRef } from '@chatket/contract';
import { Suspense, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { cx, directionOf, isForInputMethod, later } from '../../lib';
import { useChatStores } from '../../store';
import { MessageFrame } from './MessageFrame';
import type { RowParts } from './row-parts';
import { useLongPress } from './use-long-press';
import { isUndoable } from './use-view';

export const ActionSheet = later(async () => (await withTexts(import('./ActionSheet'))).ActionSheet);

const RowToolbar = later(async () => (await withTexts(import('./RowToolbar'))).RowToolbar);

interface MessageRowProps {
  rowKey: string;
  author: UserRef;
  at: Date | undefined;
  isFirst: boolean;
  isHighlighted?: boolean;
  /** Nothing while it is unsent. */
  stored?: Message;
  parts: RowParts;
  children: ReactNode;
}

/**
 * One message, and what can be done with it once it is stored. The row stays the same while its message is on its way
 * and when it has arrived, so that it keeps the focus. Its toolbar is made when pointer or focus first come to it: most
 * rows never need one.
 */
export function MessageRow({ stored, parts, children, ...frame }: MessageRowProps) {
  const { direction } = useLocale();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isMet, setIsMet] = useState(false);
  const isGoing = useIsGoing(stored);
  const isHere = stored !== undefined && !stored.deleted;
  const press = useLongPress(() => setIsSheetOpen(isHere));

  // Text that runs against the page begins where the toolbar would be.
  const isFlipped = isHere && directionOf(stored.text) !== direction;
  const place = !isFlipped ? 'end' : frame.isFirst ? 'name' : 'start';
  const toolbar = isHere && isMet && (
    <Suspense>
      <RowToolbar message={stored} place={place} parts={parts} onMore={() => setIsSheetOpen(true)} />
    </Suspense>
  );

  function onKeyDown(event: KeyboardEvent) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !isForInputMethod(event);
    if (!isHere || !isPlain || event.target !== event.currentTarget) return;
    if (!parts.onKey(event.key, stored)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <MessageFrame
      {...frame}
      isStored={stored !== undefined}
      aside={place === 'name' && toolbar}
      // Not as it enters: of a pointer that comes from a dialog that is gone React does not tell that.
      onPointerOver={() => setIsMet(true)}
      onFocus={() => setIsMet(true)}
      onKeyDown={onKeyDown}
      {...press}
    >
      <div className={cx('transition-opacity', isGoing && 'opacity-60')}>{children}</div>
      {place !== 'name' && toolbar}
      {isHere && isSheetOpen && (
        <Suspense>
          <ActionSheet message={stored} parts={parts} onClose={() => setIsSheetOpen(false)} />
        </Suspense>
      )}
    </MessageFrame>
  );
}

/** Whether I have deleted it and can take that back. */
function useIsGoing(message: Message | undefined): boolean {
  const { outbox } = useChatStores();
  return useStore(outbox, ({ changes }) =>
    changes.some((change) => change.messageId === message?.messageId && isUndoable(change)),
  );
}
