import { useLocale } from '../../i18n';
import { cx, useMediaQuery } from '../../lib';
import { IconButton } from '../../ui';
import { CopyIcon } from '../../ui/CopyIcon';
import { useCopy } from './use-copy';
import { useHighlighted } from './use-highlighted';

interface CodeBlockProps {
  text: string;
  /** As it was typed behind the fence. */
  language: string | undefined;
}

/** The button, and a little air on both sides of it. */
const TOUCHED_MIN = 52;
/** Above and below one line, so that it stands beside the button's middle. */
const LINE_BESIDE = 16;

/** Code as it was written. Long lines scroll sideways, by keyboard too. Colours come later and move nothing. */
export function CodeBlock({ text, language }: CodeBlockProps) {
  const { t } = useLocale();
  const copy = useCopy();
  const isTouch = useMediaQuery('(pointer: coarse)');
  const isBare = language === undefined;
  const highlighted = useHighlighted(text, language);
  return (
    // Nothing is ever under the button, which is as large as a finger needs it.
    <div
      className="group/code relative my-1 rounded-lg border border-line bg-surface-0 pe-11"
      style={isTouch ? { minHeight: TOUCHED_MIN, paddingInlineEnd: TOUCHED_MIN } : undefined}
    >
      {!isBare && (
        <div dir="ltr" className="truncate py-1 ps-3 font-mono text-12 text-quiet">
          {language}
        </div>
      )}
      <pre
        role="group"
        aria-label={t('message.code')}
        tabIndex={0}
        dir="ltr"
        className={cx(
          'overflow-x-auto rounded-lg ps-3 pb-2 font-mono text-13 wrap-normal -outline-offset-2',
          isBare && 'pt-2',
        )}
        style={isTouch && isBare ? { paddingBlock: LINE_BESIDE } : undefined}
      >
        <code>{highlighted ?? text}</code>
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
