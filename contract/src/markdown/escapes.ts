const BEFORE_MARK = /(?<!\\)\\+(?=[*_~`[\]()])/gu;
/** Somebody who shrugs: ¯\_(ツ)_/¯ */
const ARMS = /\\+_+\([^()\n]{1,16}\)_+\//uy;

/** Tells which stretches of a text are marks of something drawn. */
type FindUsed = (text: string, onUsed: (from: number, to: number) => void) => void;

/**
 * Which backslashes are not drawn. One that keeps a mark from working has done its work and goes; one that changes
 * nothing was meant to be seen: so the text is read without them, and what marks are then used tells them apart.
 */
export function findEscapes(source: string, findUsed: FindUsed): Set<number> {
  const escapes = new Set<number>();
  const places: { from: number; to: number; mark: number }[] = [];
  let bare = '';
  let end = 0;
  for (const {
    0: { length },
    index,
  } of source.matchAll(BEFORE_MARK)) {
    ARMS.lastIndex = index;
    if (ARMS.test(source)) continue;
    bare += source.slice(end, index);
    end = index + length;
    places.push({ from: index, to: end, mark: bare.length });
  }
  if (places.length === 0) return escapes;
  bare += source.slice(end);

  const isUsed = new Uint8Array(bare.length);
  findUsed(bare, (from, to) => isUsed.fill(1, from, to));
  for (const { from, to, mark } of places)
    if (isUsed[mark] === 1) for (let at = from; at < to; at += 1) escapes.add(at);
  return escapes;
}
