import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import type { Emoji } from '../../ui/emoji/catalog';
import { suggestionId, SUGGESTIONS_ID } from './suggestion-ids';

interface SuggestionsProps {
  found: readonly Emoji[];
  active: number;
  onPick: (emoji: Emoji) => void;
}

/** Emoji for the shortcode being written. The focus stays in the text. */
export function Suggestions({ found, active, onPick }: SuggestionsProps) {
  const { t } = useLocale();
  return (
    <ul
      id={SUGGESTIONS_ID}
      role="listbox"
      aria-label={t('emoji.suggestions')}
      className="absolute start-0 bottom-full z-30 mb-1.5 w-72 max-w-full animate-rise rounded-xl bg-surface-1 p-1 shadow-raised"
    >
      {found.map((emoji, place) => (
        <li
          key={emoji.emoji}
          id={suggestionId(place)}
          role="option"
          aria-selected={place === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(emoji);
          }}
          className={cx(
            'flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-13 max-md:h-11',
            place === active && 'bg-surface-2',
          )}
        >
          <span className="text-18">{emoji.emoji}</span>
          <span className="truncate">:{emoji.shortcodes[0] ?? emoji.name}:</span>
        </li>
      ))}
    </ul>
  );
}
