import type { ReactNode } from 'react';

/** The 52 px strip on top of every region. */
export function PanelHeader({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <header
      className={`safe-top box-content flex h-13 shrink-0 items-center gap-1 border-b border-line px-4 ${className}`}
    >
      {children}
    </header>
  );
}
