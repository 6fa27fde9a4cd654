import type { Message, Reaction } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { useRealtime } from '../../realtime';
import { isMyReaction, useChatStores } from '../../store';
import { Tooltip } from '../../ui';
import { reactorsOf } from './names';

/** The reactions to a message; a press sets or takes back mine. */
export function ReactionChips({ message }: { message: Message }) {
  if (!message.reactions?.length) return null;
  return (
    <div className="flex flex-wrap gap-1 py-1">
      {message.reactions.map((reaction) => (
        <Chip key={reaction.emoji} message={message} reaction={reaction} />
      ))}
    </div>
  );
}

function Chip({ message, reaction }: { message: Message; reaction: Reaction }) {
  const { t, list, number } = useLocale();
  const { me } = useChatStores();
  const realtime = useRealtime();
  const { emoji, count } = reaction;
  const isMine = isMyReaction(reaction, me);
  const { names, others } = reactorsOf(reaction, me);
  const said = others > 0 ? t('message.reactors', { names: names.join(', '), count: others }) : list(names);
  return (
    <Tooltip text={said} place="above-start">
      <button
        type="button"
        aria-label={t('message.reaction', { emoji, names: said })}
        aria-pressed={isMine}
        onClick={() => realtime.react(message, { emoji, on: !isMine })}
        className={cx(
          'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-12 tabular-nums transition-colors pointer-coarse:h-9 pointer-coarse:px-3',
          isMine
            ? 'border-accent bg-accent-soft font-medium text-accent'
            : 'border-line bg-surface-0 text-quiet hover:border-line-strong hover:text-ink',
        )}
      >
        <span className="font-emoji text-13">{emoji}</span>
        {number(count)}
      </button>
    </Tooltip>
  );
}
