import { cx, type Appearance } from '../lib';

interface PresenceDotProps {
  status: Appearance;
  className?: string;
}

/** A dot with a ring of the surface it lies on. Its shape tells as much as its colour: see `[data-presence]`. */
export function PresenceDot({ status, className }: PresenceDotProps) {
  return (
    <span className={cx('inline-flex rounded-full bg-surface-0 p-0.5', className)}>
      <span data-presence={status} className="size-2 rounded-full border-[1.5px]" />
    </span>
  );
}
