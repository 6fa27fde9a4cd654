import { codePointLength, MENTION_LIMITS } from '@chatket/contract';
import { useEffect, useId, useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';

/** The words I want to be told of, one on each line. */
export function KeywordsForm() {
  const { t } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const id = useId();
  const [text, setText] = useState<string>();
  const words = [...new Set((text ?? '').split('\n').map((word) => word.trim()))].filter(Boolean);
  const problem =
    words.length > MENTION_LIMITS.keywordsMax
      ? t('mentions.keywordsTooMany', { count: MENTION_LIMITS.keywordsMax })
      : words.some((word) => codePointLength(word) > MENTION_LIMITS.keywordMax)
        ? t('mentions.keywordTooLong', { count: MENTION_LIMITS.keywordMax })
        : undefined;

  useEffect(() => {
    let isCurrent = true;
    api.keywords().then(
      ({ keywords }) => isCurrent && setText(keywords.join('\n')),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api]);

  async function save() {
    try {
      const { keywords } = await api.setKeywords(words);
      setText(keywords.join('\n'));
      toasts.actions.show(t('mentions.keywordsSaved'));
    } catch (error) {
      toasts.actions.show(explain(error));
    }
  }

  return (
    <form
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) void save();
      }}
    >
      <label htmlFor={id} className="text-13 font-medium">
        {t('mentions.keywords')}
      </label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        disabled={text === undefined}
        value={text ?? ''}
        aria-describedby={`${id}-hint`}
        aria-invalid={problem !== undefined || undefined}
        onChange={(event) => setText(event.target.value)}
        className="mt-1 w-full rounded-lg border border-line-strong bg-surface-1 px-3 py-2 text-13 outline-none focus:border-accent"
      />
      <p id={`${id}-hint`} className={problem ? 'text-12 text-danger' : 'text-12 text-quiet'}>
        {problem ?? t('mentions.keywordsHint', { count: MENTION_LIMITS.keywordsMax })}
      </p>
      <div className="mt-2 flex justify-end">
        <Button type="submit" disabled={text === undefined || problem !== undefined}>
          {t('mentions.keywordsSave')}
        </Button>
      </div>
    </form>
  );
}
