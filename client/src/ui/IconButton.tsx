import type { ComponentProps } from 'react';
import { cx } from '../lib';
import { Tooltip, type TooltipPlace } from './Tooltip';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name, for tooltip and screen reader. */
  label: string;
  place?: TooltipPlace;
  isPressed?: boolean;
  isSmall?: boolean;
}

export function IconButton({ label, place, isPressed, isSmall = false, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} place={place}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-lg text-quiet transition-colors hover:bg-surface-2 hover:text-ink disabled:pointer-events-none disabled:opacity-45',
          isSmall ? 'size-7 pointer-coarse:size-11' : 'size-9 max-md:size-11',
          isPressed && 'bg-surface-2 text-ink',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
