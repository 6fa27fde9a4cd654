import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from '../lib';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-13 font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={cx(
          'h-11 w-full rounded-lg border bg-surface-1 px-3 transition-colors focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30',
          error ? 'border-danger' : 'border-line-strong',
        )}
        {...rest}
      />
      <p
        id={`${id}-note`}
        role={error ? 'alert' : undefined}
        className={cx('mt-1.5 min-h-5 text-13', error ? 'text-danger' : 'text-quiet')}
      >
        {note}
      </p>
    </div>
  );
}
