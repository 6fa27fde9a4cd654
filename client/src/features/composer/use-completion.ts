import { useEffect, useState, type KeyboardEvent } from 'react';
import { loadEmoji, type Emoji } from './emoji/catalog';
import { keepRecent } from './emoji/recent';
import { searchEmoji } from './emoji/search';
import { closedShortcodeAt, shortcodeAt, type Shortcode } from './emoji/shortcode';

const SHOWN_MAX = 8;

interface Options {
  text: string;
  caret: number;
  replace: (stretch: { start: number; end: number }, emoji: string) => void;
}

/** Suggests emoji for the shortcode that is being written, and takes the keys that choose among them. */
export function useCompletion({ text, caret, replace }: Options) {
  const [catalog, setCatalog] = useState<readonly Emoji[]>();
  const [place, setPlace] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const shortcode = shortcodeAt(text, caret);
  const closed = closedShortcodeAt(text, caret);
  const isWanted = shortcode !== undefined || closed !== undefined;
  const isOpen = shortcode !== undefined && shortcode.start !== dismissed;
  const found = isOpen && catalog ? searchEmoji(catalog, shortcode.query, SHOWN_MAX) : [];
  const active = Math.min(place, found.length - 1);

  useEffect(() => {
    if (!isWanted) return;
    // Without them the shortcode stays as it is written.
    loadEmoji().then(setCatalog, () => undefined);
  }, [isWanted]);

  function pick({ emoji }: Emoji, stretch: Shortcode) {
    keepRecent(emoji);
    setPlace(0);
    replace(stretch, `${emoji} `);
  }

  /** The last colon was written: the whole shortcode is meant. */
  function complete(before: string, position: number): boolean {
    const whole = closedShortcodeAt(before, position);
    const meant = whole && catalog?.find(({ shortcodes }) => shortcodes.includes(whole.query.toLowerCase()));
    if (!whole || !meant) return false;
    pick(meant, whole);
    return true;
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    const chosen = found[active];
    if (!shortcode || !chosen || event.nativeEvent.isComposing) return false;
    if (event.key === 'ArrowDown') setPlace((active + 1) % found.length);
    else if (event.key === 'ArrowUp') setPlace((active - 1 + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen, shortcode);
    else if (event.key === 'Escape') setDismissed(shortcode.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    found,
    active,
    onKeyDown,
    complete,
    pick: (emoji: Emoji) => {
      if (shortcode) pick(emoji, shortcode);
    },
  };
}
