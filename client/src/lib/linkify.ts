export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

// Invisible direction marks end a link: they could make it read as another address.
const CANDIDATE =
  /(?:https?:\/\/|mailto:)[^\s<>"'`\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}/giu;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const MAIL = /^(?:mailto:)?[^\s@?&]{1,64}@[^\s@?&/]{1,255}$/iu;

/** Splits a text at its web and mail addresses. The parts joined again give the text unchanged. */
export function linkify(text: string, onStep: () => void = () => undefined): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    onStep();
    const shown = withoutTrailingPunctuation(match[0], onStep);
    const href = safeHref(shown);
    if (!href) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function withoutTrailingPunctuation(candidate: string, onStep: () => void): string {
  const count = new Map<string, number>();
  for (const character of candidate) count.set(character, (count.get(character) ?? 0) + 1);
  const countOf = (character: string) => count.get(character) ?? 0;
  let end = candidate.length;
  for (;;) {
    onStep();
    const last = candidate[end - 1] ?? '';
    const opening = CLOSING[last];
    const isUnbalanced = opening !== undefined && countOf(last) > countOf(opening);
    if (!isUnbalanced && !/[.,;:!?*_~…]/u.test(last)) return candidate.slice(0, end);
    count.set(last, countOf(last) - 1);
    end -= 1;
  }
}

function safeHref(address: string): string | undefined {
  if (MAIL.test(address)) return `mailto:${address.replace(/^mailto:/iu, '')}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // "https://bank.example@evil.example" opens the second host; such an address stays plain text.
  if (url.username || url.password) return undefined;
  return url.href;
}
