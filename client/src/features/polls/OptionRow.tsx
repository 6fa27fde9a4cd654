import type { PollOption } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';

interface OptionRowProps {
  option: PollOption;
  /** How many people have voted. */
  voters: number;
  isMultiple: boolean;
  isMine: boolean;
  /** Nothing can be chosen here any more, or not by me. */
  isLocked: boolean;
  /** Who has chosen it is to be read. */
  isNaming: boolean;
  onVote: (on: boolean) => void;
}

/** One thing to choose: a press votes for it; of several choices, or of mine, it takes the vote back as well. */
export function OptionRow({
  option,
  voters,
  isMultiple,
  isMine,
  isLocked,
  isNaming,
  onVote,
}: OptionRowProps) {
  const { t, number, list } = useLocale();
  const { text, count, users = [] } = option;
  const share = voters > 0 ? Math.round((count / voters) * 100) : 0;
  const names = users.map(({ username }) => username);
  const others = count - names.length;
  return (
    <div>
      <label
        className={cx(
          'relative flex min-h-10 items-center gap-2.5 overflow-hidden rounded-lg border px-3 py-1.5 pointer-coarse:min-h-11',
          isMine ? 'border-accent' : 'border-line',
          !isLocked &&
            'cursor-pointer hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent',
          !isLocked && isMine && 'hover:border-accent',
        )}
      >
        <span
          aria-hidden
          className={cx('absolute inset-0', isMine ? 'bg-accent-soft' : 'bg-surface-2')}
          style={{ width: `${String(share)}%` }}
        />
        {/* Without a name, so that the keys that walk do not vote. */}
        <input
          type={isMultiple ? 'checkbox' : 'radio'}
          className="relative size-4 shrink-0 accent-accent outline-none"
          aria-label={t('poll.option', { text, count })}
          checked={isMine}
          disabled={isLocked}
          onChange={(event) => onVote(event.target.checked)}
        />
        <span
          dir="auto"
          className={cx('relative min-w-0 flex-1 text-start text-13 wrap-anywhere', isMine && 'font-medium')}
        >
          {text}
        </span>
        <span aria-hidden className="relative shrink-0 text-12 tabular-nums text-quiet">
          {number(count)}
        </span>
      </label>
      {isNaming && (
        <p className="px-3 py-1 text-12 wrap-anywhere text-quiet">
          {names.length === 0
            ? t('poll.nobody')
            : others > 0
              ? t('poll.namesMore', { names: names.join(', '), count: others })
              : list(names)}
        </p>
      )}
    </div>
  );
}
