import { codePartsOf, isEscaped } from './code-parts.js';
import { LIMITS } from './limits.js';
import { MENTION_LIMITS } from './mention-limits.js';
import { normalizeUsername } from './username.js';

/** Everybody in the room, or everybody who is there just now. */
export type Everyone = 'all' | 'here';

const EVERYONE: Readonly<Record<string, Everyone>> = { all: 'all', room: 'all', here: 'here' };
const PLAIN = /[A-Za-z0-9_.~-]/;
const NAME = /^[a-z0-9_.~-]+$/;
const MARK = /\p{M}/u;
/** Before an `@` that belongs to something else: an address of mail, a link, another `@`. */
const GLUED = /[\p{L}\p{N}\p{M}_@＠/+=&%-]/u;
/** What ends a sentence, and may end a name. */
const END = /[.~_-]/;
/** As somebody may type it who presses shift, or writes with accents; names are shorter. */
const LONGEST = LIMITS.usernameMax * 2;
/** So many signs behind a name are tried as its part. */
const MAX_ENDS = 4;

/** An `@` with a name behind it. */
export interface MentionToken {
  /** Of the `@`. */
  at: number;
  /** What it may name, the longest first: `@ben.` is Ben at the end of a sentence, unless somebody is called `ben.`. */
  names: { name: string; end: number }[];
  everyone?: Everyone;
}

/** Whether there is anything to look for in a text. */
export function mayMention(text: string): boolean {
  return text.includes('@') || text.includes('＠');
}

/** Every `@name` of a text that is no code, in order. Linear in its length. */
export function mentionTokens(text: string): MentionToken[] {
  if (!mayMention(text)) return [];
  const code = codePartsOf(text);
  const tokens: MentionToken[] = [];
  let part = 0;
  for (let at = 0; at < text.length; at += 1) {
    while ((code[part]?.[1] ?? Infinity) <= at) part += 1;
    const [from = Infinity, to = 0] = code[part] ?? [];
    if (at >= from) {
      at = to - 1;
      continue;
    }
    const token = isAt(text, at) ? tokenAt(text, at) : undefined;
    if (token) tokens.push(token);
  }
  return tokens;
}

/** Whom a text speaks to: names that may be somebody's, each with what else it may be read as. */
export interface SpokenTo {
  /** Of each name that stands there the ways to read it, the longest first. */
  names: string[][];
  everyone?: Everyone;
}

/** What the tokens of a text come to; nothing when it speaks to nobody. No more than `MENTION_LIMITS.mentionsMax` names. */
export function spokenTo(text: string): SpokenTo | undefined {
  const names = new Map<string, string[]>();
  let everyone: Everyone | undefined;
  for (const token of mentionTokens(text)) {
    if (token.everyone) everyone = everyone === 'all' ? 'all' : token.everyone;
    else if (names.size < MENTION_LIMITS.mentionsMax) {
      const ways = token.names.map(({ name }) => name);
      names.set(ways[0] ?? '', ways);
    }
  }
  if (names.size === 0 && !everyone) return undefined;
  return { names: [...names.values()], ...(everyone && { everyone }) };
}

function isAt(text: string, at: number): boolean {
  const sign = text.charAt(at);
  if (sign !== '@' && sign !== '＠') return false;
  return !GLUED.test(letterBefore(text, at)) && !isEscaped(text, at);
}

/** A whole letter, also where it takes two units. */
function letterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.charAt(at - 1);
}

function tokenAt(text: string, at: number): MentionToken | undefined {
  const end = endOfName(text, at + 1);
  const name = end > at + 1 && end - at <= LONGEST ? normalizeUsername(text.slice(at + 1, end)) : '';
  if (!NAME.test(name)) return undefined;
  const names: MentionToken['names'] = [];
  for (let cut = 0; cut <= MAX_ENDS && cut < name.length; cut += 1) {
    const short = name.slice(0, name.length - cut);
    const everyone = Object.hasOwn(EVERYONE, short) ? EVERYONE[short] : undefined;
    if (everyone) return { at, names: [{ name: short, end: end - cut }], everyone };
    if (short.length >= LIMITS.usernameMin && short.length <= LIMITS.usernameMax)
      names.push({ name: short, end: end - cut });
    if (!END.test(name.charAt(name.length - 1 - cut))) break;
  }
  return names.length > 0 ? { at, names } : undefined;
}

/** Up to where letters stand that a name can have, however they are typed. */
function endOfName(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from <= LONGEST) {
    const letter = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!PLAIN.test(letter) && !isLetterOfName(letter, end > from)) break;
    end += letter.length;
  }
  return end;
}

function isLetterOfName(letter: string, hasBegun: boolean): boolean {
  if (letter < '\x80') return false;
  if (MARK.test(letter)) return hasBegun;
  return letter.trim() !== '' && NAME.test(normalizeUsername(letter));
}
