import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { PersonAvatar, personName } from '../../people';
import { useNow } from '../../lib';
import { ThreadIcon } from '../../ui';

interface ThreadLineProps {
  message: Message;
  onOpen: (message: Message) => void;
}

/** Under a message: what is said in its thread, or that it is said in one; it leads there. */
export function ThreadLine({ message, onOpen }: ThreadLineProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  const { thread, threadId } = message;
  const look =
    'mt-0.5 -ms-1 inline-flex max-w-full min-h-7 items-center gap-1.5 rounded-lg px-1 text-13 text-quiet hover:bg-surface-2 hover:text-ink pointer-coarse:min-h-11';
  if (threadId !== undefined)
    return (
      <button type="button" className={look} onClick={() => onOpen(message)}>
        <ThreadIcon className="size-4 shrink-0" />
        {t('thread.inThread')}
      </button>
    );
  if (!thread) return null;
  const [last] = thread.who;
  const at = time.moment(new Date(thread.lastAt), now);
  return (
    <button
      type="button"
      aria-label={t('thread.summary', {
        count: thread.replies,
        name: last ? personName(t, last) : '',
        time: at,
      })}
      className={look}
      onClick={() => onOpen(message)}
    >
      <span aria-hidden="true" className="flex shrink-0 -space-x-1.5">
        {[...thread.who].reverse().map((person) => (
          <span key={person.id} className="rounded-full ring-2 ring-surface-1">
            <PersonAvatar user={person} size={20} />
          </span>
        ))}
      </span>
      <span className="shrink-0 font-medium text-accent">
        {t('thread.replies', { count: thread.replies })}
      </span>
      <span className="truncate tabular-nums">{t('thread.lastReply', { time: at })}</span>
    </button>
  );
}
