import type { CSSProperties, ReactNode } from 'react';
import { type Appearance, cx, initialsOf, lookOf } from '../lib';
import { PresenceDot } from './PresenceDot';

const SIZES = {
  20: 'size-5 text-[9px]',
  28: 'size-7 text-12',
  32: 'size-8 text-12',
  36: 'size-9 text-13',
  48: 'size-12 text-18',
} as const;

interface AvatarProps {
  user: { id: string; username: string };
  size?: keyof typeof SIZES;
  status?: Appearance;
  /** Covers the initials. */
  children?: ReactNode;
}

/** A person's initials on a look of their own. Decoration: the name stands beside it. */
export function Avatar({ user, size = 36, status, children }: AvatarProps) {
  const { hue, tone } = lookOf(user);
  return (
    <span className="relative inline-flex shrink-0" aria-hidden="true">
      <span
        className={cx(
          'avatar inline-flex items-center justify-center rounded-full font-bold select-none',
          SIZES[size],
        )}
        data-tone={tone}
        style={{ '--hue': hue } as CSSProperties}
      >
        {initialsOf(user.username)}
        {children}
      </span>
      {status && (
        <PresenceDot
          status={status}
          className={cx('absolute', size === 20 ? '-end-1 -bottom-1 scale-75' : '-end-0.5 -bottom-0.5')}
        />
      )}
    </span>
  );
}
