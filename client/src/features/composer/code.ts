/** A fenced block of code in a text; all places are offsets. */
export interface Fence {
  /** Where its first line begins, with the marks that open it. */
  start: number;
  /** Where the line after the opening one begins. */
  bodyStart: number;
  /** Where the line that closes it begins; the end of the text when there is none. */
  bodyEnd: number;
  end: number;
  /** The line that opens it, and the marks alone. */
  opening: string;
  marks: string;
}

const OPENING = /^ {0,3}(`{3,})[^`]*$/u;
const CLOSING = /^ {0,3}(`{3,})[ \t]*$/u;
const RUN = /(?<!\\)`+/gu;

/** The blocks of code of a text. One that is not closed reaches to the end: somebody is still writing it. */
export function fencesOf(text: string): Fence[] {
  const fences: Fence[] = [];
  let open: Omit<Fence, 'bodyEnd' | 'end'> | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const marks = (open ? CLOSING : OPENING).exec(line)?.[1];
    if (open && marks && marks.length >= open.marks.length) {
      fences.push({ ...open, bodyEnd: start, end });
      open = undefined;
    } else if (!open && marks) open = { start, bodyStart: end + 1, opening: line, marks };
    start = end + 1;
  }
  if (open) fences.push({ ...open, bodyEnd: text.length, end: text.length });
  return fences;
}

/**
 * Whether a place in a text is inside of code, fenced or between backticks. A backtick that is not closed counts up to
 * the end of its line, because whoever writes code opens it first.
 */
export function isInCode(text: string, at: number): boolean {
  if (!text.includes('`')) return false;
  const fences = fencesOf(text);
  if (fences.some((fence) => at > fence.start && at <= fence.end)) return true;
  const before = fences.findLast((fence) => fence.end < at)?.end ?? -1;
  const next = fences.find((fence) => fence.start >= at)?.start ?? text.length;
  const paragraphStart = Math.max(before + 1, text.lastIndexOf('\n\n', at - 1) + 1);
  const blank = text.indexOf('\n\n', at);
  const paragraph = text.slice(paragraphStart, Math.min(next, blank < 0 ? text.length : blank));
  return isInSpan(paragraph, at - paragraphStart);
}

function isInSpan(paragraph: string, at: number): boolean {
  const runs = [...paragraph.matchAll(RUN)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const lineStart = paragraph.lastIndexOf('\n', at - 1) + 1;
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    if (!run || run.end > at) return false;
    const partner = runs.findIndex(
      (other, place) => place > index && other.end - other.start === run.end - run.start,
    );
    const close = runs[partner];
    if (close && at <= close.start) return true;
    if (close) index = partner;
    else if (run.start >= lineStart) return true;
  }
  return false;
}
