/** Bits of `Message.flags` that say what hangs on a message. */
export const HAS_REACTIONS = 2;
export const IS_REPLY = 4;
export const IS_PINNED = 256;
export const IS_POLL = 2048;
export const HAS_FILES = 4096;

/** Where the client begins a link to the web; `www.` and a name in any script. */
const LINK = /(?<![a-z\d])https?:\/\/|(?<![a-z\d.@/-])www\.[\p{L}\p{N}]/iu;
/** Most texts have neither, which is seen sooner. */
const MAY_LINK = /http|www\./i;

/** Whether a text leads to the web. */
export function hasLink(text: string): boolean {
  return MAY_LINK.test(text) && LINK.test(text);
}

/** Whether a text has code in it: a mark before it and one behind it. */
export function hasCode(text: string): boolean {
  const start = text.indexOf('`');
  return start >= 0 && text.indexOf('`', start + 2) >= 0;
}
