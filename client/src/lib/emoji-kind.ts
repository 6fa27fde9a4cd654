const TONED = /(.)\p{EMod}/gu;
const LOOKS_LIKE_EMOJI = /\p{Emoji_Presentation}/u;

/** An emoji without its skin tones, as it is written then: the tones of one emoji are one kind of reaction. */
export function emojiKind(emoji: string): string {
  return emoji.replace(TONED, (_toned, base: string) =>
    LOOKS_LIKE_EMOJI.test(base) ? base : `${base}\uFE0F`,
  );
}
