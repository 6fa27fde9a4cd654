import type { ReactNode } from 'react';
import { useLocation, useRoute } from 'wouter';
import { cx } from '../../lib';
import { rowLook, RowMark } from '../../ui';

interface NavItemProps {
  href: string;
  icon: ReactNode;
  className?: string;
  onNavigate: () => void;
  children: ReactNode;
}

/** A row of the sidebar that leads to a place which is not a room. */
export function NavItem({ href, icon, className, onNavigate, children }: NavItemProps) {
  const [isActive] = useRoute(href);
  const [, navigate] = useLocation();
  return (
    <button
      type="button"
      onClick={() => {
        navigate(href);
        onNavigate();
      }}
      aria-current={isActive ? 'page' : undefined}
      className={cx(rowLook({ isActive, isStrong: false }), 'w-full text-start', className)}
    >
      <RowMark isActive={isActive} icon={icon} />
      {children}
    </button>
  );
}
