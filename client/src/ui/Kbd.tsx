import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded border border-line bg-surface-1 px-1 font-sans text-12 leading-4 text-quiet">
      {children}
    </kbd>
  );
}
