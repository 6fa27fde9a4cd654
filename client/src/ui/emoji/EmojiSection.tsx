import { memo } from 'react';
import type { Emoji } from './catalog';

const COLUMNS = 8;
const ROW_PX = 36;
const TITLE_PX = 28;

interface EmojiSectionProps {
  id?: string;
  title: string;
  emoji: readonly Emoji[];
  onPick: (emoji: string) => void;
}

/** One group of emoji. What is out of sight is not laid out. */
export const EmojiSection = memo(function EmojiSection({ id, title, emoji, onPick }: EmojiSectionProps) {
  if (emoji.length === 0) return null;
  return (
    <section
      aria-label={title}
      data-part={id}
      // Its height is known, so that the ways to the others lead to the right place.
      style={{ containIntrinsicBlockSize: TITLE_PX + Math.ceil(emoji.length / COLUMNS) * ROW_PX }}
      className="[content-visibility:auto]"
    >
      <h3 className="px-1 pt-2 pb-1 text-12 font-medium text-quiet">{title}</h3>
      <div className="grid grid-cols-8">
        {emoji.map((one, place) => (
          <button
            key={one.emoji}
            type="button"
            aria-label={one.name}
            title={one.shortcodes[0] ? `:${one.shortcodes[0]}:` : one.name}
            tabIndex={place === 0 ? 0 : -1}
            onClick={() => onPick(one.emoji)}
            className="flex h-9 items-center justify-center rounded-lg font-emoji text-22 -outline-offset-2 hover:bg-surface-2"
          >
            {one.emoji}
          </button>
        ))}
      </div>
    </section>
  );
});
