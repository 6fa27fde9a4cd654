import type { ComponentProps } from 'react';
import { cx } from '../lib';

const LOOKS = {
  primary:
    'px-3.5 bg-accent text-accent-text hover:bg-accent-hover disabled:bg-surface-2 disabled:text-quiet',
  secondary: 'px-3.5 border border-line-strong/60 bg-surface-1 hover:bg-surface-2 disabled:text-quiet',
  quiet: 'px-2.5 text-quiet hover:bg-surface-2 hover:text-ink',
  link: 'px-2.5 text-accent hover:bg-surface-1/70 disabled:text-quiet',
  danger: 'px-3.5 bg-danger text-surface-1 hover:opacity-90 disabled:opacity-60',
} as const;

const SIZES = {
  small: 'h-7 gap-1.5 px-1.5 text-13 pointer-coarse:h-11',
  normal: 'h-9 gap-2 text-13 max-md:h-11',
  large: 'h-11 gap-2 text-15',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  /** Something is under way: the button keeps its width and does not answer. */
  isBusy?: boolean;
}

export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    size = 'normal',
    isBusy = false,
    className,
    disabled,
    children,
    ...rest
  } = props;
  return (
    <button
      type="button"
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={cx(
        'inline-flex items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors',
        SIZES[size],
        LOOKS[look],
        isBusy && 'animate-pulse',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
