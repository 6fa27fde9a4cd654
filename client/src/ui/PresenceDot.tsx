import type { PresenceStatus } from '@chatket/contract';
import { cx } from '../lib';

interface PresenceDotProps {
  status: PresenceStatus;
  className?: string;
}

/** 8 px with a ring of the surface it lies on: full for who is here, hollow for who is not. */
export function PresenceDot({ status, className }: PresenceDotProps) {
  return (
    <span className={cx('inline-flex rounded-full bg-surface-0 p-0.5', className)}>
      <span
        data-presence={status}
        className={cx(
          'size-2 rounded-full',
          status === 'online' ? 'bg-positive' : 'border-[1.5px] border-line-strong bg-surface-0',
        )}
      />
    </span>
  );
}
