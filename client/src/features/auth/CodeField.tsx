import { LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { CodeBoxes } from './CodeBoxes';

interface CodeFieldProps {
  value: string;
  error: string | undefined;
  isBusy: boolean;
  onChange: (digits: string) => void;
}

/** The digits of a code, and below them what is wrong with it. */
export function CodeField({ value, error, isBusy, onChange }: CodeFieldProps) {
  return (
    <>
      <CodeBoxes value={value} hasError={error !== undefined} isDisabled={isBusy} onChange={onChange} />
      <p role={error ? 'alert' : undefined} className="mt-1.5 min-h-5 text-13 text-danger">
        {error}
      </p>
    </>
  );
}

/** A code that is being typed, and goes on by itself with its last digit. */
export function useCode(onFull: (code: string) => void) {
  const [code, setCode] = useState('');
  function typeCode(digits: string) {
    setCode(digits);
    if (isFullCode(digits) && digits !== code) onFull(digits);
  }
  return { code, setCode, typeCode };
}

export function isFullCode(digits: string): boolean {
  return digits.length === LIMITS.codeDigits;
}
