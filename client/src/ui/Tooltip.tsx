import type { ReactNode } from 'react';
import { cx } from '../lib';

const PLACES = {
  below: 'top-full mt-1.5 left-1/2 -translate-x-1/2',
  'below-end': 'top-full mt-1.5 end-0',
  above: 'bottom-full mb-1.5 left-1/2 -translate-x-1/2',
  'above-end': 'bottom-full mb-1.5 end-0',
  /** For names, of which there may be many. */
  'above-start': 'bottom-full mb-1.5 start-0 w-max max-w-64 text-wrap! wrap-anywhere',
} as const;

export type TooltipPlace = keyof typeof PLACES;

interface TooltipProps {
  text: string;
  place?: TooltipPlace;
  children: ReactNode;
}

/** Shows the name of what is pointed at, after a moment. The name itself belongs on the control. */
export function Tooltip({ text, place = 'below', children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden="true"
        className={cx(
          'pointer-events-none absolute z-30 rounded-md bg-ink px-2 py-1 text-12 text-nowrap text-surface-1 opacity-0 select-none transition-opacity pointer-coarse:hidden',
          'group-hover/tip:opacity-100 group-hover/tip:delay-400 group-has-focus-visible/tip:opacity-100',
          // What the control has opened says its name already.
          'group-has-aria-expanded/tip:hidden',
          PLACES[place],
        )}
      >
        {text}
      </span>
    </span>
  );
}
