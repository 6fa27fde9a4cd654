import { type AcceptInviteAnswer, LIMITS, type RoomInvitePreview } from '@chatket/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button, EmptyState } from '../../ui';
import { TextArea } from '../../ui/TextArea';
import { takeAccepting } from './accepting';
import type { InviteApi } from './invite-api';

interface MemberEntryProps {
  api: InviteApi;
  token: string;
  preview: RoomInvitePreview;
  onEnter: (roomId?: string) => void;
}

/** The way in for who is logged in: at once, or by asking. Who has just logged in for it goes in without another click. */
export function MemberEntry({ api, token, preview: { way, room }, onEnter }: MemberEntryProps) {
  const { t } = useLocale();
  const [text, setText] = useState('');
  const isAsking = way === 'ask';
  /** What is being sent; an empty text too. */
  const [words, setWords] = useState(() => (takeAccepting(token) && !isAsking ? '' : undefined));
  const [isAsked, setIsAsked] = useState(false);
  const [error, setError] = useState<string>();

  const settle = useEffectEvent((result: AcceptInviteAnswer | { problem: unknown }) => {
    if ('state' in result && result.state === 'member') return onEnter(result.roomId);
    if ('problem' in result) setError(explain(result.problem));
    else setIsAsked(true);
    setWords(undefined);
  });

  useEffect(() => {
    if (words === undefined) return;
    const accept = async () => settle(await answerOf(api.accept(token, words ? { text: words } : {})));
    void accept();
  }, [api, token, words]);

  if (isAsked) {
    return (
      <EmptyState
        title={t('invite.asked')}
        action={<Button onClick={() => onEnter()}>{t('invite.home')}</Button>}
      >
        {t('invite.askedHint', { room: room.name })}
      </EmptyState>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setError(undefined);
        setWords(text.trim());
      }}
    >
      {isAsking && (
        <TextArea
          label={t('invite.askText')}
          maxLength={LIMITS.requestTextMax}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <Button type="submit" look="primary" size="large" isBusy={words !== undefined} className="w-full">
        <span className="truncate">{isAsking ? t('invite.ask') : t('invite.join', { room: room.name })}</span>
      </Button>
      <p role={error ? 'alert' : undefined} className="mt-2 min-h-5 text-13 text-danger">
        {error}
      </p>
    </form>
  );
}

/** What came of it, a failure too. */
function answerOf<Answer>(asking: Promise<Answer>): Promise<Answer | { problem: unknown }> {
  return asking.catch((problem: unknown) => ({ problem }));
}
