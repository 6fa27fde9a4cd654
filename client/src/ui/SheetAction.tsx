import type { ComponentType } from 'react';

interface SheetActionProps {
  label: string;
  Icon: ComponentType<{ className?: string }>;
  onPick: () => void;
}

/** A row of a sheet: something to do, large enough for a thumb. */
export function SheetAction({ label, Icon, onPick }: SheetActionProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onPick}
        className="flex h-12 w-full items-center gap-3 rounded-lg px-3 transition-colors hover:bg-surface-2"
      >
        <Icon className="size-5 text-quiet" />
        {label}
      </button>
    </li>
  );
}
