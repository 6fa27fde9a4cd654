import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { isForInputMethod } from '../../lib';
import type { Edited } from './edit';
import { loadEmoji, type Emoji } from './emoji/catalog';
import { insertEmoji } from './emoji/insert';
import { keepRecent } from './emoji/recent';
import { searchEmoji } from './emoji/search';
import { closedShortcodeAt, closedShortcodes, shortcodeAt, type Shortcode } from './emoji/shortcode';

const SHOWN_MAX = 8;

interface Options {
  text: string;
  caret: number;
  /** What stands in the field now, with its selection; nothing while it must not be touched. */
  read: () => Edited | undefined;
  put: (edited: Edited) => void;
}

/** Suggests emoji for the shortcode that is being written, and takes the keys that choose among them. */
export function useCompletion({ text, caret, read, put }: Options) {
  const [catalog, setCatalog] = useState<readonly Emoji[]>();
  const [choice, setChoice] = useState<{ query: string; place: number }>();
  const [dismissed, setDismissed] = useState<number>();
  /** Shortcodes that were written before anybody knew what they mean. */
  const awaited = useRef(new Set<string>());
  const shortcode = shortcodeAt(text, caret);
  if (!shortcode && dismissed !== undefined) setDismissed(undefined);
  const isWanted = shortcode !== undefined || closedShortcodeAt(text, caret) !== undefined;
  const isOpen = shortcode !== undefined && shortcode.start !== dismissed;
  const found = isOpen && catalog ? searchEmoji(catalog, shortcode.query, SHOWN_MAX) : [];
  // Nothing is chosen by itself but the word that was written to its end: whoever writes `:DD` means what it looks like.
  const isWhole = shortcode !== undefined && found[0]?.shortcodes.includes(shortcode.query);
  const active = choice && choice.query === shortcode?.query ? choice.place : isWhole ? 0 : -1;

  const meet = useEffectEvent((emoji: readonly Emoji[]) => {
    setCatalog(emoji);
    const now = read();
    const late = now ? closedShortcodes(now.text).filter(({ query }) => awaited.current.has(query)) : [];
    awaited.current.clear();
    // From the end, so that the places before stay what they are.
    for (const stretch of late.reverse()) {
      const [meant, before] = [emojiOf(emoji, stretch), read()];
      if (!meant || !before) continue;
      keepRecent(meant.emoji);
      put(withCaretOf(before, stretch, insertEmoji(before.text, stretch, meant.emoji)));
    }
  });
  useEffect(() => {
    // Without them the shortcode stays as it is written.
    if (isWanted)
      loadEmoji().then(
        (emoji) => meet(emoji),
        () => undefined,
      );
  }, [isWanted]);

  function pick({ emoji }: Emoji, stretch: Shortcode) {
    const now = read();
    if (!now) return;
    keepRecent(emoji);
    setChoice(undefined);
    put(insertEmoji(now.text, stretch, emoji));
  }

  /** Something was typed. A colon that closes a shortcode means the whole of it. */
  function typed() {
    const now = read();
    const whole = now && closedShortcodeAt(now.text, now.end);
    if (!whole) return;
    const meant = catalog && emojiOf(catalog, whole);
    if (meant) pick(meant, whole);
    else if (!catalog) awaited.current.add(whole.query);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!shortcode || found.length === 0 || isForInputMethod(event)) return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const chosen = found[active];
    const choose = (place: number) =>
      setChoice({ query: shortcode.query, place: (place + found.length) % found.length });
    if (event.key === 'ArrowDown') choose(active + 1);
    else if (event.key === 'ArrowUp') choose(active < 0 ? -1 : active - 1);
    else if (event.key === 'Escape') setDismissed(shortcode.start);
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) pick(chosen, shortcode);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    found,
    active,
    onKeyDown,
    typed,
    pick: (emoji: Emoji) => {
      if (shortcode) pick(emoji, shortcode);
    },
  };
}

function emojiOf(catalog: readonly Emoji[], { query }: Shortcode): Emoji | undefined {
  return catalog.find(({ shortcodes }) => shortcodes.includes(query.toLowerCase()));
}

/** The caret stays where the person is writing by now, unless that is right behind the shortcode. */
function withCaretOf(before: Edited, stretch: Shortcode, edited: Edited): Edited {
  const grown = edited.text.length - before.text.length;
  const moved = (at: number) => {
    if (at <= stretch.start) return at;
    return at > stretch.end ? at + grown : edited.end;
  };
  const [start, end] = [moved(before.start), moved(before.end)];
  return { ...edited, start, end, isSpaceGiven: edited.isSpaceGiven && end === edited.end };
}
