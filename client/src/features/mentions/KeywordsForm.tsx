import { codePointLength, MENTION_LIMITS } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { TextArea } from '../../ui/TextArea';
import { useTries } from '../../lib/use-tries';

/** The words I want to be told of, one on each line. */
export function KeywordsForm() {
  const { t } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const isOnline = useStore(useChatStores().connection, (state) => state.isOnline);
  const [text, setText] = useState<string>();
  const tries = useTries(text === undefined);
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
      ({ keywords }) => isCurrent && setText((typed) => typed ?? keywords.join('\n')),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api, isOnline, tries]);

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
      <TextArea
        label={t('mentions.keywords')}
        disabled={text === undefined}
        value={text ?? ''}
        error={problem}
        hint={t('mentions.keywordsHint', { count: MENTION_LIMITS.keywordsMax })}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="mt-2 flex justify-end">
        <Button type="submit" disabled={text === undefined || problem !== undefined}>
          {t('mentions.keywordsSave')}
        </Button>
      </div>
    </form>
  );
}
