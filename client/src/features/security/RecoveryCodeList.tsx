import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';

interface RecoveryCodeListProps {
  codes: readonly string[];
  onDone: () => void;
}

/** Recovery codes, the one time that they are shown. */
export function RecoveryCodeList({ codes, onDone }: RecoveryCodeListProps) {
  const { t } = useLocale();
  const { toasts } = usePageStores();

  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'));
    toasts.actions.show(t('security.recoveryCopied'));
  }

  return (
    <div className="mt-1">
      <p className="text-13 text-quiet">{t('security.recoveryHint')}</p>
      <ul
        aria-label={t('security.recovery')}
        dir="ltr"
        className="my-3 grid grid-cols-1 gap-x-6 gap-y-1 rounded-lg bg-surface-2 px-4 py-3 text-center font-mono text-13 tabular-nums sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex justify-end gap-2">
        {/* Browsers let pages write to the clipboard on https only. */}
        {window.isSecureContext && <Button onClick={() => void copy()}>{t('security.recoveryCopy')}</Button>}
        <Button look="primary" onClick={onDone}>
          {t('security.recoveryDone')}
        </Button>
      </div>
    </div>
  );
}
