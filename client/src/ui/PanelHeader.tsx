import type { ReactNode } from 'react';
import { cx } from '../lib';

interface PanelHeaderProps {
  children: ReactNode;
  className?: string;
  /** It heads the conversation's column and stands on the same axis. */
  isColumn?: boolean;
}

/** The 52 px strip on top of every region. */
export function PanelHeader({ children, className, isColumn = false }: PanelHeaderProps) {
  return (
    <header className="safe-top shrink-0 border-b border-line">
      <div className={cx('flex h-13 items-center gap-1 px-4', isColumn && 'column md:px-5', className)}>
        {children}
      </div>
    </header>
  );
}
