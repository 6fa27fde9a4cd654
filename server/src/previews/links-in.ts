import { createHash } from 'node:crypto';
import { codePartsOf, PREVIEW_LIMITS } from '@chatket/contract';
import { pageOf, pageProblem } from '../media/index.js';

/** A link of a message, for whose page a preview is asked. */
export interface PreviewLink {
  /** As it stands in the text. */
  written: string;
  /** The page, without what is behind the `#`. */
  url: string;
  /** By which it is found; the address itself is kept with its message only. */
  hash: string;
}

export interface LinkTerms {
  /** Hosts, with a port where there is one, that are this server. */
  own: readonly string[];
  /** As `PageJob` of the media. */
  allowed: readonly string[];
}

/** Begins as what the client makes a link of, ends before what stands in no address. */
const LINK = /(?<![a-z\d])https?:\/\/[^\s\p{C}\p{Z}\p{DI}<>"`\\|]+/giu;
/** Punctuation of other scripts and of typesetters is the sentence's. */
const SENTENCE = /(?!\p{ASCII})[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]/u;
const BEHIND = /[.,:;!?'*_~]/;
const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/**
 * The first links of a text that have previews: not what is code or stands between angle brackets, not what leads to this
 * server, no page twice.
 */
export function linksIn(text: string, { own, allowed }: LinkTerms): PreviewLink[] {
  if (!/https?:\/\//i.test(text)) return [];
  const code = codePartsOf(text);
  const links = new Map<string, PreviewLink>();
  for (const { 0: run, index } of text.matchAll(LINK)) {
    if (links.size === PREVIEW_LIMITS.perMessage) break;
    const isCode = code.some(([from, to]) => index >= from && index < to);
    if (isCode || text[index - 1] === '<') continue;
    const written = withoutEnd(run);
    if (pageProblem(written, allowed) !== undefined || own.includes(new URL(written).host)) continue;
    const url = pageOf(written);
    if (!links.has(url)) links.set(url, { written, url, hash: hashOf(url) });
  }
  return [...links.values()];
}

/** The part of it that is the address, and not the sentence that it stands in. */
function withoutEnd(run: string): string {
  const whole = run.slice(0, ends(run));
  let end = whole.length;
  while (end > 0 && BEHIND.test(whole.charAt(end - 1))) end -= 1;
  return whole.slice(0, end);
}

/** Where the sentence goes on: at its punctuation, or at a bracket that was opened before the address. */
function ends(run: string): number {
  const open: string[] = [];
  for (let at = 0; at < run.length; at += 1) {
    const sign = run.charAt(at);
    if (SENTENCE.test(sign)) return at;
    if ('([{'.includes(sign)) open.push(sign);
    else if (sign in PAIRS && open.pop() !== PAIRS[sign]) return at;
  }
  return run.length;
}

function hashOf(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}
