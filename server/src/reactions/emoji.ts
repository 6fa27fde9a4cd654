import { emojiKind } from '@chatket/contract';
import { LRUCache } from 'lru-cache';

/** Emoji that are meant to be shown everywhere, sequences among them (UTS #51, RGI). */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
const TONE = /[\u{1F3FB}-\u{1F3FF}]/u;
const SELECTOR = '\uFE0F';
const MAX_KNOWN = 2_000;
/** People use few emoji again and again, and to compare one with all there are takes longer than to store it. */
const known = new LRUCache<string, ReactionEmoji>({ max: MAX_KNOWN });

export interface ReactionEmoji {
  kind: string;
  variant: string;
}

/** One emoji with its kind; null for anything else. A missing selector (`❤` for `❤️`) is forgiven. */
export function readEmoji(text: string): ReactionEmoji | null {
  const read = known.get(text) ?? compared(text);
  if (read) known.set(text, read);
  return read;
}

function compared(text: string): ReactionEmoji | null {
  const variant = [text, text + SELECTOR].find((each) => ONE_EMOJI.test(each));
  if (variant === undefined) return null;
  const kind = emojiKind(variant);
  // A tone alone is one of the emoji, and colours nothing.
  return ONE_EMOJI.test(kind) && !TONE.test(kind) ? { kind, variant } : null;
}
