import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { isForInputMethod } from '../../lib';
import { loadEmoji, type Emoji } from '../../ui/emoji/catalog';
import type * as Rules from './emoji/complete';
import { closedShortcodeAt, shortcodeAt, type Shortcode } from './emoji/shortcode';

/** What is known once somebody has begun to write a shortcode. */
interface Known {
  catalog: readonly Emoji[];
  rules: typeof Rules;
}

interface Options {
  text: string;
  caret: number;
  field: Rules.Field;
}

/** Suggests emoji for the shortcode that is being written, and takes the keys that choose among them. */
export function useCompletion({ text, caret, field }: Options) {
  const [known, setKnown] = useState<Known>();
  const [choice, setChoice] = useState<{ query: string; place: number }>();
  const [dismissed, setDismissed] = useState<number>();
  /** Shortcodes that were written before anybody knew what they mean. */
  const awaited = useRef(new Set<string>());
  const shortcode = shortcodeAt(text, caret);
  if (!shortcode && dismissed !== undefined) setDismissed(undefined);
  const isWanted = shortcode !== undefined || closedShortcodeAt(text, caret) !== undefined;
  const isOpen = shortcode !== undefined && shortcode.start !== dismissed;
  const found = isOpen && known ? known.rules.suggest(known.catalog, text, shortcode) : [];
  // Nothing is chosen by itself but the word that was written to its end: whoever writes `:DD` means what it looks like.
  const isWhole = shortcode !== undefined && found[0]?.shortcodes.includes(shortcode.query);
  const active = choice && choice.query === shortcode?.query ? choice.place : isWhole ? 0 : -1;

  const meet = useEffectEvent(({ catalog, rules }: Known) => {
    setKnown({ catalog, rules });
    rules.takeLate(field, catalog, awaited.current);
    awaited.current.clear();
  });
  useEffect(() => {
    // Without them the shortcode stays as it is written.
    if (isWanted) load().then((loaded) => meet(loaded), ignore);
  }, [isWanted]);

  function pick({ emoji }: Emoji, stretch: Shortcode) {
    setChoice(undefined);
    known?.rules.take(field, emoji, stretch);
  }

  /** Something was typed. A colon that closes a shortcode means the whole of it. */
  function typed() {
    const now = field.read();
    const whole = now && closedShortcodeAt(now.text, now.end);
    if (!whole) return;
    if (!known) return void awaited.current.add(whole.query);
    const meant = known.rules.meantBy(known.catalog, now.text, whole);
    if (meant) pick(meant, whole);
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

async function load(): Promise<Known> {
  const [catalog, rules] = await Promise.all([loadEmoji(), import('./emoji/complete')]);
  return { catalog, rules };
}

const ignore = () => undefined;
