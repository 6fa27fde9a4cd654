import { useLocale } from '../../i18n';
import { copyText } from '../../lib';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { CopyField } from '../../ui/CopyField';

/** A token that was just made. Nobody can have it again. */
export function MadeToken({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useLocale();
  const { toasts } = usePageStores();

  async function copy() {
    const isCopied = await copyText(token);
    toasts.actions.show(t(isCopied ? 'programs.copied' : 'programs.notCopied'));
  }

  return (
    <div className="mt-2 rounded-lg border border-line bg-surface-0 p-3">
      <CopyField label={t('programs.made')} value={token} hint={t('programs.once')} className="font-mono" />
      <div className="mt-2 flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {t('programs.done')}
        </Button>
        <Button look="primary" autoFocus onClick={() => void copy()}>
          {t('programs.copy')}
        </Button>
      </div>
    </div>
  );
}
