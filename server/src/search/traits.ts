/** Bits of `Message.flags` that say what hangs on a message. */
export const HAS_REACTIONS = 2;
export const IS_REPLY = 4;

const LINK = /\bhttps?:\/\/|\bwww\.\w/i;

/** Whether a text leads somewhere. */
export function hasLink(text: string): boolean {
  return LINK.test(text);
}

/** Whether a text has code in it: a mark before it and one behind it. */
export function hasCode(text: string): boolean {
  const start = text.indexOf('`');
  return start >= 0 && text.indexOf('`', start + 2) >= 0;
}
