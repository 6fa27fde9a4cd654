import type { Message, UserRef } from '@chatket/contract';
import { Suspense, useState, type ReactNode } from 'react';
import { useLocale, withTexts } from '../../i18n';
import { cx, directionOf, later } from '../../lib';
import { IconButton } from '../../ui';
import { useMessageActions } from './message-actions';
import { MessageFrame } from './MessageFrame';
import { useLongPress } from './use-long-press';

export const ActionSheet = later(async () => (await withTexts(import('./ActionSheet'))).ActionSheet);

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
  const { direction } = useLocale();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isMet, setIsMet] = useState(false);
  const press = useLongPress(() => setIsSheetOpen(stored !== undefined));

  // Text that runs against the page begins where the toolbar would be.
  const isFlipped = stored !== undefined && directionOf(stored.text) !== direction;
  const place = !isFlipped ? 'end' : frame.isFirst ? 'name' : 'start';
  const toolbar = stored && isMet && <Toolbar message={stored} place={place} />;

  return (
    <MessageFrame
      {...frame}
      aside={place === 'name' && toolbar}
      onPointerEnter={() => setIsMet(true)}
      onFocus={() => setIsMet(true)}
      {...press}
    >
      {children}
      {place !== 'name' && toolbar}
      {stored && isSheetOpen && (
        <Suspense>
          <ActionSheet message={stored} onClose={() => setIsSheetOpen(false)} />
        </Suspense>
      )}
    </MessageFrame>
  );
}

const PLACES = { end: 'end-4 -top-3', start: 'start-16 md:start-17 -top-3', name: 'start-1 -top-7' } as const;

/** Where the text's lines end, and nothing is covered. */
function Toolbar({ message, place }: { message: Message; place: keyof typeof PLACES }) {
  const actions = useMessageActions(message);
  return (
    <div
      className={cx(
        'absolute z-10 flex rounded-lg bg-surface-1 opacity-0 shadow-raised transition-opacity select-none group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden print:hidden',
        PLACES[place],
      )}
    >
      {actions.map(({ label, Icon, run }) => (
        <IconButton
          key={label}
          label={label}
          isSmall
          tabIndex={-1}
          place={place === 'end' ? 'above-end' : 'above'}
          onClick={run}
        >
          <Icon className="size-4" />
        </IconButton>
      ))}
    </div>
  );
}
