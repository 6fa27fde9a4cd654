import { useId, type ReactNode } from 'react';
import { cx } from '../lib';

interface SelectFieldProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  error?: string;
  disabled?: boolean;
}

/** One choice of many, as the system shows it. */
export function SelectField<T extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  error,
  disabled,
}: SelectFieldProps<T>) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-13 font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value as T)}
        className={cx(
          'h-11 w-full rounded-lg border bg-surface-1 px-2.5 focus:border-accent disabled:bg-surface-2 disabled:text-quiet',
          error ? 'border-danger' : 'border-line-strong',
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={cx('mt-1.5 text-13', error ? 'text-danger' : 'text-quiet')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
