import { useLocale } from '../../i18n';
import { CopyIcon, IconButton } from '../../ui';
import { useCopy } from './use-copy';

/** Code as it was written. Long lines scroll sideways, by keyboard too. */
export function CodeBlock({ text }: { text: string }) {
  const { t } = useLocale();
  const copy = useCopy();
  return (
    <div className="group/code relative my-1">
      <pre
        role="group"
        aria-label={t('message.code')}
        tabIndex={0}
        dir="ltr"
        className="overflow-x-auto rounded-lg border border-line bg-surface-0 py-2 ps-3 pe-11 font-mono text-13 wrap-normal -outline-offset-2"
      >
        {text}
      </pre>
      <div className="absolute end-1 top-1 rounded-lg bg-surface-0 opacity-0 transition-opacity group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100">
        <IconButton
          label={t('message.copyCode')}
          isSmall
          place="above-end"
          onClick={() => copy(text, 'message.codeCopied')}
        >
          <CopyIcon className="size-4" />
        </IconButton>
      </div>
    </div>
  );
}
