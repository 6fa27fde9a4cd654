import { isDeletedName, mentionTokens, type MentionToken, type SpokenPerson } from '@chatket/contract';
import { useContext, useEffect, useRef, type ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { SpokenContext } from './spoken-to';

/** A piece of a text; the names of whom its message really speaks to are marked, and one's own more. */
export function SpokenText({ text }: { text: string }) {
  const { t } = useLocale();
  const spoken = useContext(SpokenContext);
  if (!spoken) return text;
  const { people = [], everyone } = spoken.mentions;
  const parts: ReactNode[] = [];
  let from = 0;
  const tokens = mentionTokens(text);
  const gone = deletedIn(tokens, people, everyone);
  for (const token of tokens) {
    const meant = meantBy(token, people, everyone) ?? gone(token);
    if (!meant) continue;
    parts.push(text.slice(from, token.at));
    parts.push(
      <Name key={token.at} id={meant.id}>
        {meant.isDeleted ? `@${t('account.deleted')}` : text.slice(token.at, meant.end)}
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

interface Meant {
  id?: string;
  end: number;
  isDeleted?: true;
}

/**
 * What somebody was called who has deleted their account, nobody knows any more. Where the names that belong to nobody are as
 * many as the deleted accounts that the message spoke to, they are theirs.
 */
function deletedIn(
  tokens: readonly MentionToken[],
  people: readonly SpokenPerson[],
  everyone: string | undefined,
): (token: MentionToken) => Meant | undefined {
  const gone = people.filter(({ username }) => isDeletedName(username));
  if (gone.length === 0) return () => undefined;
  const nobodys = new Set(
    tokens
      .filter((token) => !token.everyone && !meantBy(token, people, everyone))
      .map(({ names: [longest] }) => longest?.name),
  );
  if (nobodys.size !== gone.length) return () => undefined;
  return ({ names: [longest] }) => {
    if (!longest || !nobodys.has(longest.name)) return undefined;
    const [only] = gone;
    return { end: longest.end, isDeleted: true, ...(gone.length === 1 && only && { id: only.id }) };
  };
}

function meantBy(
  token: MentionToken,
  people: readonly SpokenPerson[],
  everyone: string | undefined,
): Meant | undefined {
  if (token.everyone)
    return token.everyone === everyone ? { end: token.names[0]?.end ?? token.at } : undefined;
  for (const { name, end } of token.names) {
    const person = people.find(({ username, names }) => username === name || names?.includes(name));
    if (person) return { id: person.id, end };
  }
  return undefined;
}

function Name({ id, children }: { id?: string | undefined; children: string }) {
  const { t } = useLocale();
  const spoken = useContext(SpokenContext);
  const isMine = spoken?.authorId !== spoken?.myId && (id === undefined || id === spoken?.myId);
  const ref = useRowDescription(isMine ? t('mentions.you') : undefined);
  // A frame, which makes no line taller, and the weight tell my own apart where colours do not.
  const look = cx(
    'rounded px-0.5',
    isMine
      ? 'bg-mention-soft font-bold text-mention shadow-[inset_0_0_0_1px]'
      : 'bg-accent-soft font-medium text-accent',
  );
  if (id === undefined || !spoken?.onPerson)
    return (
      <span ref={ref} data-mention={isMine ? 'mine' : 'other'} className={look}>
        {children}
      </span>
    );
  return (
    <button
      ref={ref}
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

/** The row around it says so, too, to whoever comes to it by key: most rows have nothing to say, and carry nothing for it. */
function useRowDescription(description: string | undefined) {
  const ref = useRef<HTMLButtonElement & HTMLSpanElement>(null);
  useEffect(() => {
    const row = ref.current?.closest('article');
    if (!row || description === undefined) return;
    row.setAttribute('aria-description', description);
    return () => {
      if (!row.querySelector('[data-mention=mine]')) row.removeAttribute('aria-description');
    };
  }, [description]);
  return ref;
}
