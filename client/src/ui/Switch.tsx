import { useId } from 'react';
import { cx } from '../lib';

interface SwitchProps {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off. */
export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor={id} className="min-w-0 cursor-pointer">
        <span className="block text-13">{label}</span>
        {hint && <span className="block text-12 text-quiet">{hint}</span>}
      </label>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        onClick={() => onChange(!isOn)}
        className={cx(
          'relative h-6 w-10 shrink-0 rounded-full border transition-colors max-md:my-2.5 max-md:after:absolute max-md:after:-inset-2.5',
          isOn ? 'border-accent bg-accent' : 'border-line-strong bg-surface-2',
        )}
      >
        <span
          className={cx(
            'absolute top-0.5 size-4.5 rounded-full transition-transform',
            isOn ? 'start-0.5 translate-x-4 bg-accent-text rtl:-translate-x-4' : 'start-0.5 bg-line-strong',
          )}
        />
      </button>
    </div>
  );
}
