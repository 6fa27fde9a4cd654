/** So many signs before the ending stay with it: versions and dates stand there. */
const KEPT = 6;
/** A longer one is no ending. */
const ENDING_MAX = 10;
/** A shorter name is never cut. */
const SHORT = 12;

/**
 * A file's name in two: where there is no room for all of it, the first part is cut at its end, and the second stays whole, as what
 * kind of file it is stands at its end.
 */
export function nameParts(name: string): readonly [head: string, tail: string] {
  const dot = name.lastIndexOf('.');
  const hasEnding = dot > 0 && name.length - dot <= ENDING_MAX;
  const stem = hasEnding ? name.slice(0, dot) : name;
  const signs = signsOf(stem);
  if (signs.length <= SHORT) return [name, ''];
  const head = signs.slice(0, -KEPT).join('');
  return [head, name.slice(head.length)];
}

/** What is seen as one sign is never parted. */
function signsOf(text: string): readonly string[] {
  if (typeof Intl.Segmenter === 'undefined') return [...text];
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}
