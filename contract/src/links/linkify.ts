import { findAddresses } from './find-addresses.js';

export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Splits a text at its web and mail addresses. The parts joined again give the text unchanged. */
export function linkify(text: string, onStep?: () => void): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { from, to, href } of findAddresses(text, onStep)) {
    if (from > end) parts.push({ kind: 'text', text: text.slice(end, from) });
    parts.push({ kind: 'link', text: text.slice(from, to), href });
    end = to;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
