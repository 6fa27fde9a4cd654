import { useId, type ReactNode } from 'react';
import { cx } from '../lib';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: ReactNode; lang?: string }[];
  onChange: (value: T) => void;
  /** One line about what is chosen. */
  hint?: string;
  /** In two columns, with what stands for each before its name. */
  isSquare?: boolean;
  /** For those only who do not see that it divides a page. */
  isLabelHidden?: boolean;
}

/** One choice of a few, all of them visible. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, value, options, onChange, hint, isSquare = false, isLabelHidden = false } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1.5 text-12 text-quiet'}>{label}</legend>
      <div
        className={cx(
          'grid auto-cols-[minmax(min-content,1fr)] gap-0.5 rounded-lg bg-surface-2 p-0.5',
          isSquare && 'grid-cols-[max-content_1fr]',
          options.length > 5 ? 'grid-cols-3 sm:grid-cols-6' : !isSquare && 'grid-flow-col',
        )}
      >
        {options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            data-selected={option.value === value || undefined}
            className={cx(
              'flex min-h-8 cursor-pointer items-center gap-1 rounded-md px-1 text-12 font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-10',
              !isSquare && 'justify-center text-center',
              option.value === value ? 'bg-surface-1 shadow-sm' : 'text-quiet hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={name}
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
      {hint && <p className="mt-1 text-12 text-quiet">{hint}</p>}
    </fieldset>
  );
}
