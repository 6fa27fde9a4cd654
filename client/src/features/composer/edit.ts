/** A text with a selection in it. */
export interface Edited {
  text: string;
  start: number;
  end: number;
  /** The caret stands behind a space that nobody has typed. */
  isSpaceGiven?: boolean;
}

/** Puts a piece in place of a stretch of the text; the caret goes behind it. */
export function replaceIn(
  text: string,
  { start, end }: { start: number; end: number },
  piece: string,
): Edited {
  const caret = start + piece.length;
  return { text: text.slice(0, start) + piece + text.slice(end), start: caret, end: caret };
}

/** The shortest stretch whose replacement makes one text of the other. Does not cut a character of two units. */
export function changeBetween(before: string, after: string): { from: number; to: number; piece: string } {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from += 1;
  if (isInsideCharacter(before, from) || isInsideCharacter(after, from)) from -= 1;
  let tail = 0;
  while (tail < shortest - from && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  if (isInsideCharacter(before, before.length - tail) || isInsideCharacter(after, after.length - tail))
    tail -= 1;
  return { from, to: before.length - tail, piece: after.slice(from, after.length - tail) };
}

function isInsideCharacter(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Puts the marker around the selection, or takes it away when it is there; the selection stays what it was. */
export function toggleMark({ text, start, end }: Edited, marker: string): Edited {
  const size = marker.length;
  const isMarked = text.slice(start - size, start) === marker && text.slice(end, end + size) === marker;
  const selected = text.slice(start, end);
  return isMarked
    ? {
        text: text.slice(0, start - size) + selected + text.slice(end + size),
        start: start - size,
        end: end - size,
      }
    : {
        text: text.slice(0, start) + marker + selected + marker + text.slice(end),
        start: start + size,
        end: end + size,
      };
}

/** The marker that a key with Ctrl or Cmd stands for. */
export function markOf(event: { key: string; shiftKey: boolean; altKey: boolean }): string | undefined {
  if (event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return key === 'x' ? '~~' : undefined;
  if (key === 'b') return '**';
  return key === 'i' ? '*' : undefined;
}
