import type { ReactNode } from 'react';
import { cx } from '../lib';

/** How a row of the sidebar looks; the active one carries the accent bar. */
export function rowLook({ isActive, isStrong }: { isActive: boolean; isStrong: boolean }): string {
  return cx(
    'relative flex h-8 items-center gap-2 rounded-lg px-2 transition-colors compact:h-7 max-md:h-11',
    isActive ? 'bg-surface-2 text-ink' : 'hover:bg-surface-2/60',
    isStrong ? 'font-bold text-ink' : !isActive && 'text-quiet hover:text-ink',
  );
}

/** The accent bar at the edge of what holds the rows. */
export function ActiveBar() {
  return <span className="absolute top-1.5 bottom-1.5 -start-2 w-0.75 rounded-e-full bg-accent" />;
}

export function RowMark({ isActive, icon }: { isActive: boolean; icon: ReactNode }) {
  return (
    <>
      {isActive && <ActiveBar />}
      <span
        className={cx('inline-flex w-5 shrink-0 justify-center', isActive ? 'text-accent' : 'text-quiet')}
      >
        {icon}
      </span>
    </>
  );
}
