import type { KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';

export interface EmojiCategory {
  id: string;
  title: string;
  icon: string;
}

interface EmojiTabsProps {
  categories: readonly EmojiCategory[];
  currentId: string | undefined;
  onPick: (id: string) => void;
}

/** The categories of the picker, one step of Tab together; the arrow keys lead from one to the next. */
export function EmojiTabs({ categories, currentId, onPick }: EmojiTabsProps) {
  const { t } = useLocale();
  return (
    <nav aria-label={t('emoji.categories')} onKeyDown={walk} className="mb-1 flex border-b border-line pb-1">
      {categories.map(({ id, title, icon }, place) => {
        const isCurrent = id === currentId || (currentId === undefined && place === 0);
        return (
          <button
            key={id}
            type="button"
            aria-label={title}
            aria-current={isCurrent || undefined}
            title={title}
            tabIndex={isCurrent ? 0 : -1}
            onClick={() => onPick(id)}
            className={cx(
              'flex h-8 min-w-6 flex-1 items-center justify-center rounded-lg font-emoji text-15 -outline-offset-2 transition-colors max-md:h-11',
              isCurrent ? 'bg-accent-soft' : 'opacity-70 grayscale hover:bg-surface-2 hover:opacity-100',
            )}
          >
            {icon}
          </button>
        );
      })}
    </nav>
  );
}

function walk(event: KeyboardEvent<HTMLElement>) {
  const forwards = event.currentTarget.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  event.stopPropagation();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const place = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((place + (event.key === forwards ? 1 : -1)) % buttons.length)?.focus();
}
