import { useId, type ComponentProps } from 'react';
import { cx } from '../lib';

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** Where several lines are written. What may be said of it later has its place from the beginning, unless nothing ever is. */
export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-13 font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={cx(
          'w-full resize-y rounded-lg border bg-surface-1 px-3 py-2 transition-colors focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30',
          error ? 'border-danger' : 'border-line-strong',
        )}
        {...rest}
      />
      <p
        id={`${id}-note`}
        role={error ? 'alert' : undefined}
        className={cx('min-h-5 text-13', error ? 'text-danger' : 'text-quiet')}
      >
        {note}
      </p>
    </div>
  );
}
