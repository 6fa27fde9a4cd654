import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** One sentence and one thing to do, where there is nothing to show. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex h-full animate-appear flex-col items-center justify-center px-6 py-10 text-center">
      {icon && (
        <span className="mb-4 inline-flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent">
          {icon}
        </span>
      )}
      <h2 className="max-w-full text-18 font-bold wrap-anywhere">{title}</h2>
      {children && <p className="mt-1.5 max-w-88 text-quiet text-balance">{children}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
