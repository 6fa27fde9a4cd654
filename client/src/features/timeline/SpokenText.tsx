import { mentionTokens, type MentionToken } from '@chatket/contract';
import { useContext, type ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { SpokenContext } from './spoken-to';

/** A piece of a text; the names of whom its message really speaks to are marked, and one's own more. */
export function SpokenText({ text }: { text: string }) {
  const spoken = useContext(SpokenContext);
  if (!spoken) return text;
  const { people = [], everyone } = spoken.mentions;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const token of mentionTokens(text)) {
    const meant = meantBy(token, people, everyone);
    if (!meant) continue;
    parts.push(text.slice(from, token.at));
    parts.push(
      <Name key={token.at} id={meant.id}>
        {text.slice(token.at, meant.end)}
      </Name>,
    );
    from = meant.end;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

function meantBy(
  token: MentionToken,
  people: readonly { id: string; username: string }[],
  everyone: string | undefined,
): { id?: string; end: number } | undefined {
  if (token.everyone)
    return token.everyone === everyone ? { end: token.names[0]?.end ?? token.at } : undefined;
  for (const { name, end } of token.names) {
    const person = people.find(({ username }) => username === name);
    if (person) return { id: person.id, end };
  }
  return undefined;
}

function Name({ id, children }: { id?: string | undefined; children: string }) {
  const { t } = useLocale();
  const spoken = useContext(SpokenContext);
  const isMine = spoken?.authorId !== spoken?.myId && (id === undefined || id === spoken?.myId);
  const look = cx(
    'rounded px-0.5 font-medium',
    isMine ? 'bg-mention-soft text-mention' : 'bg-accent-soft text-accent',
  );
  if (id === undefined || !spoken?.onPerson)
    return (
      <span data-mention={isMine ? 'mine' : 'other'} className={look}>
        {children}
      </span>
    );
  return (
    <button
      type="button"
      data-mention={isMine ? 'mine' : 'other'}
      aria-label={t('mentions.personOf', { name: children })}
      onClick={() => spoken.onPerson?.(id)}
      className={cx(look, 'inline cursor-pointer text-start select-text hover:underline')}
    >
      {children}
    </button>
  );
}
