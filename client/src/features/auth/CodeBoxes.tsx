import { LIMITS } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { codeDigits } from './username';

interface CodeBoxesProps {
  value: string;
  hasError: boolean;
  isDisabled: boolean;
  onChange: (digits: string) => void;
}

/**
 * Six boxes, one field: a single input lies over the drawn boxes, so that paste, one-time-code autofill and screen
 * readers meet what they know.
 */
export function CodeBoxes({ value, hasError, isDisabled, onChange }: CodeBoxesProps) {
  const { t } = useLocale();
  const places = Array.from({ length: LIMITS.codeDigits }, (_, index) => index);
  const active = Math.min(value.length, LIMITS.codeDigits - 1);
  return (
    <div className="group relative">
      <input
        aria-label={t('auth.code')}
        aria-invalid={hasError || undefined}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        readOnly={isDisabled}
        value={value}
        onChange={(event) => onChange(codeDigits(event.target.value))}
        className="absolute inset-0 z-10 w-full cursor-text bg-transparent text-transparent caret-transparent outline-none selection:bg-transparent"
      />
      <div aria-hidden="true" className="grid grid-cols-6 gap-2">
        {places.map((place) => (
          <span
            key={place}
            data-active={place === active || undefined}
            className={cx(
              'flex h-13 items-center justify-center rounded-lg border bg-surface-1 text-22 font-medium tabular-nums transition-colors',
              hasError ? 'border-danger' : 'border-line-strong',
              place === active &&
                'group-focus-within:border-accent group-focus-within:ring-3 group-focus-within:ring-accent/25',
            )}
          >
            {value[place]}
          </span>
        ))}
      </div>
    </div>
  );
}
