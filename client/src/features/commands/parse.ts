/** What a text in the composer means. */
export type Meaning = { kind: 'text'; text: string } | { kind: 'command'; name: string; rest: string };

/** A name ends with the text or before white space: what goes on with another slash is a path. */
const COMMAND = /^\/(\p{L}[\p{L}\p{N}-]*)(?:\s([^]*))?$/u;

/**
 * A command begins with a slash and a name. Two slashes stand for one, and what looks like nothing of the kind, such as a
 * path of several parts, is a text like any other.
 */
export function meaningOf(text: string): Meaning {
  if (text.startsWith('//')) return { kind: 'text', text: text.slice(1) };
  const match = COMMAND.exec(text);
  const name = match?.[1];
  if (name === undefined) return { kind: 'text', text };
  return { kind: 'command', name, rest: match?.[2]?.trim() ?? '' };
}

/** What has been written of a command's name, while nothing but that is written. */
export function nameBegun(draft: string): string | undefined {
  return /^\/([\p{L}\p{N}-]*)$/u.exec(draft)?.[1];
}
