import type { NewHook } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { copyText } from '../../lib';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { CopyField } from '../../ui/CopyField';

/** A webhook that was just made, and how to try it. Nobody can have its address again. */
export function MadeHook({ hook, onDone }: { hook: NewHook; onDone: () => void }) {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const address = `${window.location.origin}${hook.path}`;
  const example = `curl -H 'Content-Type: application/json' -d '{"text":"${t('hooks.hello')}"}' ${address}`;

  async function copy(text: string) {
    const isCopied = await copyText(text);
    toasts.actions.show(t(isCopied ? 'hooks.copied' : 'hooks.notCopied'));
  }

  return (
    <div className="rounded-lg border border-line bg-surface-0 p-3">
      <CopyField label={t('hooks.address')} value={address} hint={t('hooks.once')} className="font-mono" />
      <p className="mt-2 text-13 font-medium">{t('hooks.try')}</p>
      <pre
        dir="ltr"
        className="mt-1.5 rounded-lg bg-surface-2 p-3 font-mono text-13 wrap-anywhere whitespace-pre-wrap"
      >
        {example}
      </pre>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {t('hooks.done')}
        </Button>
        <Button onClick={() => void copy(example)}>{t('hooks.copyExample')}</Button>
        <Button look="primary" autoFocus onClick={() => void copy(address)}>
          {t('hooks.copy')}
        </Button>
      </div>
    </div>
  );
}
