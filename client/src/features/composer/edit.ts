/** A text with a selection in it. */
export interface Edited {
  text: string;
  start: number;
  end: number;
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
