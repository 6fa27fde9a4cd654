import { mailEnd } from './mail-end.js';
import { safeHref } from './safe-href.js';
import { webEnd } from './web-end.js';

export interface Address {
  from: number;
  to: number;
  href: string;
}

const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}`;
const LETTER = String.raw`(?![${CJK}])[\p{L}\p{N}\p{M}]`;
const WEB = String.raw`(?<![a-z\d])https?://`;
const BARE = String.raw`(?<!${LETTER}|[.@/-])www\.`;
const MAIL = String.raw`(?<!${LETTER}|[_%+@/-])(?:mailto:)?[\w+][\w.%+-]{0,63}@(?=[\p{L}\p{N}])`;
const START = new RegExp(`(${WEB}|${BARE})|${MAIL}`, 'giu');

/** The web and mail addresses of a text, in order, without the punctuation of the sentence they stand in. */
export function findAddresses(text: string, onStep: () => void = () => undefined): Address[] {
  const found: Address[] = [];
  const start = new RegExp(START);
  for (let match = start.exec(text); match; match = start.exec(text)) {
    onStep();
    const from = match.index;
    const isWeb = match[1] !== undefined;
    const { to, scanned } = isWeb
      ? webEnd(text, from, onStep)
      : mailEnd(text, { from, domain: from + match[0].length });
    const href = to > from ? safeHref(text.slice(from, to)) : undefined;
    if (href) found.push({ from, to, href });
    // What looks like an address and is none has no address inside either: "https://bank.example@evil.example".
    start.lastIndex = href ? to : Math.max(scanned, start.lastIndex);
  }
  return found;
}
