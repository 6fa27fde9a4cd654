import { useLocale } from '../../i18n';
import { Button } from '../../ui';

interface LinkStepProps {
  /** The name or the address that the link logs in. */
  as: string;
  error: string | undefined;
  isBusy: boolean;
  onSubmit: () => void;
  onBack: () => void;
}

/** Asks before a link logs in: it may have been opened by a program, or sent by somebody else. */
export function LinkStep({ as, error, isBusy, onSubmit, onBack }: LinkStepProps) {
  const { t, rich } = useLocale();
  return (
    <div>
      <p>
        {rich('auth.linkFor', {
          name: (
            <bdi dir="auto" className="font-medium wrap-anywhere">
              {as}
            </bdi>
          ),
        })}
      </p>
      <p className="mt-1 text-13 text-quiet">{t('auth.linkHint')}</p>
      <p role={error ? 'alert' : undefined} className="mt-1.5 min-h-5 text-13 text-danger">
        {error}
      </p>
      <Button look="primary" size="large" isBusy={isBusy} className="mt-2 w-full" onClick={onSubmit}>
        {t('auth.logIn')}
      </Button>
      <Button look="quiet" className="-mb-3 mt-3 w-full" onClick={onBack}>
        {t('auth.linkOther')}
      </Button>
    </div>
  );
}
