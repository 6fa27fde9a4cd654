export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

// Invisible direction marks end a link: they could make it read as another address.
const CANDIDATE = /https?:\/\/[^\s<>"'`\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Splits a text at its http and https addresses. The parts joined again give the text unchanged. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTrailingPunctuation(match[0]);
    const href = safeHref(shown);
    if (!href) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function withoutTrailingPunctuation(candidate: string): string {
  let shown = candidate;
  for (;;) {
    const last = shown.at(-1) ?? '';
    const opening = CLOSING[last];
    const isUnbalanced = opening !== undefined && count(shown, last) > count(shown, opening);
    if (!isUnbalanced && !/[.,;:!?*_~…]/u.test(last)) return shown;
    shown = shown.slice(0, -1);
  }
}

function safeHref(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // "https://bank.example@evil.example" opens the second host; such an address stays plain text.
  if (url.username || url.password) return undefined;
  return url.href;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
