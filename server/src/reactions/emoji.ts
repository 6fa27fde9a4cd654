import { emojiKind } from '@chatket/contract';

/** Emoji that are meant to be shown everywhere, sequences among them (UTS #51, RGI). */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
const SELECTOR = '\uFE0F';

export interface ReactionEmoji {
  kind: string;
  variant: string;
}

/** One emoji with its kind; null for anything else. A missing selector (`❤` for `❤️`) is forgiven. */
export function readEmoji(text: string): ReactionEmoji | null {
  const variant = [text, text + SELECTOR].find((each) => ONE_EMOJI.test(each));
  if (variant === undefined) return null;
  const kind = emojiKind(variant);
  return ONE_EMOJI.test(kind) ? { kind, variant } : null;
}
