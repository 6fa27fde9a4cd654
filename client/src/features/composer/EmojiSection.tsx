import { memo } from 'react';
import type { Emoji } from './emoji/catalog';

interface EmojiSectionProps {
  title: string;
  emoji: readonly Emoji[];
  onPick: (emoji: string) => void;
}

/** One group of emoji. What is out of sight is not laid out. */
export const EmojiSection = memo(function EmojiSection({ title, emoji, onPick }: EmojiSectionProps) {
  if (emoji.length === 0) return null;
  return (
    <section aria-label={title} className="[contain-intrinsic-size:auto_300px] [content-visibility:auto]">
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
            className="flex h-9 items-center justify-center rounded-lg text-22 -outline-offset-2 hover:bg-surface-2"
          >
            {one.emoji}
          </button>
        ))}
      </div>
    </section>
  );
});
