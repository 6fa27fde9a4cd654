import { isNeverInAddress, safeHref } from '../links/index.js';
import { isMisleading } from './misleading.js';
import { nest, type Token } from './nest.js';
import type { Inline, NamedLink, OnStep } from './model.js';

export interface Destination {
  href: string;
  /** Behind the closing bracket. */
  end: number;
}

/** Reads "(https://a.example)" at a place. What browsers would not open as web or mail is none. */
export function destinationAt(source: string, at: number, onStep: OnStep): Destination | undefined {
  if (source[at] !== '(') return undefined;
  let depth = 0;
  for (let end = at + 1; end < source.length; end += 1) {
    onStep();
    const character = source[end] ?? '';
    if (character === ')' && depth === 0) {
      const href = safeHref(source.slice(at + 1, end));
      return href ? { href, end: end + 1 } : undefined;
    }
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    // Square brackets end it, so that no text is looked at twice.
    else if (character === '[' || character === ']') return undefined;
    else if (isInvalid(source, end)) return undefined;
  }
  return undefined;
}

/** A link with the name that these tokens make. */
export function namedLink(tokens: readonly Token[], href: string): NamedLink {
  const content = nest(tokens).map(withoutLinks);
  return { kind: 'named', content, href, isMisleading: isMisleading(textOf(content), href) };
}

/** Halves of characters beyond the first plane belong together. */
function isInvalid(source: string, at: number): boolean {
  const code = source.codePointAt(at) ?? 0;
  if (code >= 0xdc00 && code <= 0xdfff && /[\ud800-\udbff]/.test(source[at - 1] ?? '')) return false;
  return isNeverInAddress(String.fromCodePoint(code));
}

function withoutLinks(inline: Inline): Inline {
  if (inline.kind === 'link') return { kind: 'text', text: inline.text };
  return 'content' in inline ? { ...inline, content: inline.content.map(withoutLinks) } : inline;
}

/** What can be read of it. */
function textOf(content: readonly Inline[]): string {
  return content.map((part) => ('content' in part ? textOf(part.content) : part.text)).join('');
}
