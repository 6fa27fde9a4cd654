import type { ComponentProps } from 'react';
import { cx } from '../lib';
import { Tooltip, type TooltipPlace } from './Tooltip';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name, for tooltip and screen reader. */
  label: string;
  place?: TooltipPlace;
  isPressed?: boolean;
  isSmall?: boolean;
  /** The one thing to do here now: filled with the accent. */
  isMain?: boolean;
}

export function IconButton(props: IconButtonProps) {
  const { label, place, isPressed, isSmall = false, isMain = false, className, children, ...rest } = props;
  return (
    <Tooltip text={label} place={place}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-lg transition-colors disabled:pointer-events-none disabled:opacity-45',
          lookOf({ isMain, isPressed }),
          isSmall ? 'size-7 pointer-coarse:size-11' : 'size-9 max-md:size-11',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}

function lookOf({ isMain, isPressed }: { isMain: boolean; isPressed: boolean | undefined }): string {
  if (isMain) return 'bg-accent text-accent-text hover:bg-accent-hover';
  return isPressed ? 'bg-surface-2 text-ink' : 'text-quiet hover:bg-surface-2 hover:text-ink';
}
