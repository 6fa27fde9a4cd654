import { cx, useDelayed } from '../lib';

const PATIENCE_MS = 150;

/** One grey bar in the shape of what comes. */
export function Skeleton({ className, isRound = false }: { className?: string; isRound?: boolean }) {
  return (
    <span
      className={cx('block animate-pulse bg-surface-2', isRound ? 'rounded-full' : 'rounded-md', className)}
    />
  );
}

interface LoadingProps {
  /** What is being loaded, for screen readers. */
  label: string;
  children: React.ReactNode;
}

/** Shows its skeletons only when loading takes long enough to be noticed. */
export function Loading({ label, children }: LoadingProps) {
  const isSlow = useDelayed(true, PATIENCE_MS);
  return (
    <div role="status" aria-label={label} className="w-full">
      {isSlow && <div className="animate-appear">{children}</div>}
    </div>
  );
}
