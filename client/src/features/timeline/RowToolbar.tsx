import type { Message } from '@chatket/contract';
import { cx } from '../../lib';
import { useLocale } from '../../i18n';
import { IconButton, MoreIcon } from '../../ui';
import { useMessageActions } from './message-actions';
import type { RowParts } from './row-parts';

const PLACES = { end: 'end-4 -top-3', start: 'start-16 md:start-17 -top-3', name: 'start-1 -top-7' } as const;

interface RowToolbarProps {
  message: Message;
  place: keyof typeof PLACES;
  parts: RowParts;
  /** Opens the sheet with everything that can be done. */
  onMore: () => void;
}

/**
 * What is done often, where the text's lines end and nothing is covered; all the rest is one click further. It comes whole,
 * once all of its code is there: a bar that grows would move from under the pointer.
 */
export function RowToolbar({ message, place, parts, onMore }: RowToolbarProps) {
  const { t } = useLocale();
  const often = useMessageActions(message).filter(({ isOften }) => isOften);
  const actions = [{ label: t('message.actions'), Icon: MoreIcon, run: onMore }, ...often];
  return (
    <div
      className={cx(
        'absolute z-10 flex rounded-lg bg-surface-1 opacity-0 shadow-raised transition-opacity select-none group-hover/row:opacity-100 group-focus-visible/row:opacity-100 group-has-[:focus-visible]/row:opacity-100 pointer-coarse:hidden print:hidden',
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
      {parts.tools(message)}
    </div>
  );
}
