import { endsAddress, isCjk } from './characters.js';

const SCHEME = /https?:\/\//iuy;
const TOP = /\.[a-z\d-]{2,}$/iu;
const TRAILING = /[.,;:!?*_~'([{–‒−‐‑]/u;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const LABEL_MAX = 63;

/**
 * @returns where a web address ends that begins at `from`, without the punctuation of the sentence behind it, and how
 *   far it was looked at
 */
export function webEnd(text: string, from: number, onStep: () => void): { to: number; scanned: number } {
  const open: Record<string, number> = { '(': 0, '[': 0, '{': 0 };
  SCHEME.lastIndex = from;
  let scanned = from + (SCHEME.exec(text)?.[0].length ?? 0);
  let isHost = true;
  while (scanned < text.length) {
    onStep();
    const character = String.fromCodePoint(text.codePointAt(scanned) ?? 0);
    if (endsAddress(character)) break;
    const opening = CLOSING[character];
    // A bracket that was opened before the address ends it.
    if (opening !== undefined && open[opening] === 0) break;
    if (opening !== undefined) open[opening] = (open[opening] ?? 0) - 1;
    else if (character in open) open[character] = (open[character] ?? 0) + 1;
    isHost &&= !/[/?#:@]/u.test(character);
    if (isHost && isCjk(character) && isSentenceAfterHost(text, scanned)) break;
    scanned += character.length;
  }
  return { to: withoutTrailing(text, { from, end: scanned }, onStep), scanned };
}

/** Names at the top are of one script: the letters of another that follow are those of the sentence. */
function isSentenceAfterHost(text: string, at: number): boolean {
  const rest = /^[^\s/?#:]*/u.exec(text.slice(at, at + LABEL_MAX))?.[0] ?? '';
  return TOP.test(text.slice(Math.max(0, at - LABEL_MAX), at)) && !/[.@]/u.test(rest);
}

function withoutTrailing(text: string, { from, end }: { from: number; end: number }, onStep: () => void) {
  let to = end;
  while (to > from && TRAILING.test(text[to - 1] ?? '')) {
    onStep();
    to -= 1;
  }
  return to;
}
