const LARGE_MAX = 6;
const LONGEST = 120;
const ONE = String.raw`(?:\p{RI}\p{RI}|[\d#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic})\uFE0F?\p{EMod}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*)`;
const FEW = new RegExp(`^(?:${ONE}\\s?){1,${String(LARGE_MAX)}}$`, 'u');

/** Whether a text is nothing but a few emoji, which are then drawn large. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= LONGEST && FEW.test(text);
}
