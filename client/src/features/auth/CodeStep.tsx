import { LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { Button } from '../../ui';
import { CodeBoxes } from './CodeBoxes';

interface CodeStepProps {
  username: string;
  /** Shown only where the server hands codes out itself. */
  demoCode: string | undefined;
  error: string | undefined;
  isBusy: boolean;
  onSubmit: (code: string) => void;
  onResend: () => void;
  onBack: () => void;
}

export function CodeStep({ username, demoCode, error, isBusy, onSubmit, onResend, onBack }: CodeStepProps) {
  const [code, setCode] = useState('');
  const isComplete = code.length === LIMITS.codeDigits;

  function change(digits: string) {
    setCode(digits);
    if (digits.length === LIMITS.codeDigits && digits !== code) onSubmit(digits);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onSubmit(code);
      }}
    >
      <p className="mb-4 text-quiet">
        Enter the code for{' '}
        <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
          {username}
        </bdi>
        .
      </p>
      <CodeBoxes value={code} hasError={error !== undefined} isDisabled={isBusy} onChange={change} />
      <p role={error ? 'alert' : undefined} className="mt-1.5 min-h-5 text-13 text-danger">
        {error}
      </p>
      {demoCode && (
        <div className="mt-2 flex items-center justify-between gap-3 rounded-lg bg-accent-soft py-1 pr-1 pl-3 text-13">
          <span>
            Your demo code is <span className="font-bold tabular-nums">{demoCode}</span>
          </span>
          <Button look="link" disabled={isBusy} onClick={() => change(demoCode)}>
            Fill in
          </Button>
        </div>
      )}
      <Button
        type="submit"
        look="primary"
        isBusy={isBusy}
        disabled={!isComplete}
        size="large"
        className="mt-4 w-full"
      >
        Log in
      </Button>
      <div className="-mx-2.5 mt-3 -mb-3 flex justify-between">
        <Button look="quiet" onClick={onBack}>
          Use another name
        </Button>
        <Button look="quiet" disabled={isBusy} onClick={onResend}>
          New code
        </Button>
      </div>
    </form>
  );
}
