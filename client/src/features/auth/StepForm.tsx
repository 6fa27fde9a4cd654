import type { ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';

interface StepFormProps {
  /** What its button says. */
  action: string;
  isReady: boolean;
  isBusy: boolean;
  onSubmit: () => void;
  /** Missing on the first step. */
  onBack?: () => void;
  children: ReactNode;
  /** Buttons of other ways, beside the one that goes back. */
  ways?: ReactNode;
}

/** A step of a login: what is typed, the button that goes on, and below it the ways elsewhere. */
export function StepForm({ action, isReady, isBusy, onSubmit, onBack, children, ways }: StepFormProps) {
  const { t } = useLocale();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSubmit();
      }}
    >
      {children}
      <Button
        type="submit"
        look="primary"
        isBusy={isBusy}
        disabled={!isReady}
        size="large"
        className="mt-3 w-full"
      >
        {action}
      </Button>
      {onBack && (
        <div className="-mx-2.5 mt-3 -mb-3 flex flex-wrap justify-between">
          <Button look="quiet" onClick={onBack}>
            {t('auth.otherName')}
          </Button>
          {ways}
        </div>
      )}
    </form>
  );
}
