import { useLocale } from '../../i18n';
import { focusMain } from '../../lib';
import { Button } from '../../ui';

/** Stands under the card while the browser works for a try. */
export function CheckingNote({ onCancel }: { onCancel: () => void }) {
  const { t } = useLocale();
  return (
    <span className="inline-flex animate-appear items-center gap-1">
      {/* Said already, by what is there all the time. */}
      <span aria-hidden="true">{t('auth.checking')}</span>
      <Button
        look="link"
        onClick={() => {
          onCancel();
          focusField();
        }}
      >
        {t('common.cancel')}
      </Button>
    </span>
  );
}

/** What was typed last: the button that was pressed is gone. A step without a field has the page itself. */
function focusField(): void {
  const field = document.querySelector<HTMLElement>('main input:not([hidden])');
  if (field) field.focus();
  else focusMain();
}
