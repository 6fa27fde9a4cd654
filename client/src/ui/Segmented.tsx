import type { ReactNode } from 'react';
import { cx } from '../lib';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon: ReactNode }[];
  onChange: (value: T) => void;
}

/** One choice of a few, all of them visible. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-12 text-quiet">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-lg bg-surface-2 p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'flex h-8 cursor-pointer items-center justify-center gap-1 rounded-md text-12 font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:h-10',
              option.value === value ? 'bg-surface-1 shadow-sm' : 'text-quiet hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={label}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
