import type { Row } from './rows';

/** The rows that are drawn: those around one of them, or the last ones. */
export type Center = { kind: 'end' } | { kind: 'row'; key: string };

/** Indexes of the drawn rows, the end not included. */
export interface Slice {
  start: number;
  end: number;
}

const ROWS_BEFORE = 60;
const ROWS_AFTER = 120;
const TYPICAL_ROW_PX = 32;

/** Enough for the highest screen full of the shortest rows, and few enough to be drawn at once. */
export function sliceAround(rows: readonly Row[], center: Center): Slice {
  const count = rows.length;
  const found = center.kind === 'row' ? rows.findIndex((row) => row.key === center.key) : -1;
  const index = found < 0 ? count : found;
  const end = Math.min(count, index + ROWS_AFTER);
  return { start: Math.max(0, Math.min(index - ROWS_BEFORE, end - ROWS_BEFORE - ROWS_AFTER)), end };
}

/** As `sliceAround`; what is drawn stays where the row in the middle of it has left. */
export function createSlicer(): typeof sliceAround {
  let before: readonly Row[] = [];
  let asked: Center | undefined;
  let center: Center = { kind: 'end' };
  return (rows, wanted) => {
    if (wanted !== asked) center = asked = wanted;
    const key = center.kind === 'row' ? standIn(before, rows, center.key) : undefined;
    if (key !== undefined) center = { kind: 'row', key };
    before = rows;
    return sliceAround(rows, center);
  };
}

/** For the key of a row that has left: that of the nearest message below it that is still there, else above it. */
export function standIn(before: readonly Row[], now: readonly Row[], key: string): string | undefined {
  if (before === now || now.some((row) => row.key === key)) return undefined;
  const left = new Set(now.flatMap((row) => ('isFirst' in row ? [row.key] : [])));
  const place = before.findIndex((row) => row.key === key);
  const isThere = (row: Row) => left.has(row.key);
  if (place < 0) return undefined;
  return (before.slice(place).find(isThere) ?? before.slice(0, place).findLast(isThere))?.key;
}

/** Heights of rows in px, as far as they have been drawn in the present width. */
export function createRowHeights() {
  const known = new Map<string, number>();
  let sum = 0;
  const typical = () => (known.size === 0 ? TYPICAL_ROW_PX : sum / known.size);

  function learn(key: string, height: number) {
    sum += height - (known.get(key) ?? 0);
    known.set(key, height);
  }

  return {
    /** Learns the heights of the rows that are drawn in an element. */
    measure: (element: Element) => {
      for (const row of element.querySelectorAll<HTMLElement>('[data-row]'))
        learn(row.dataset.row ?? '', row.getBoundingClientRect().height);
    },
    forget: () => {
      known.clear();
      sum = 0;
    },
    /** Height of the rows from `start` up to `end`; those never drawn count as typical ones. */
    between: (rows: readonly Row[], start: number, end: number): number => {
      const rest = typical();
      let height = 0;
      for (let index = start; index < end; index += 1) height += known.get(rows[index]?.key ?? '') ?? rest;
      return Math.round(height);
    },
    /** The row at a height below the beginning. */
    indexAt: (rows: readonly Row[], top: number): number => {
      const rest = typical();
      let height = 0;
      for (let index = 0; index < rows.length; index += 1) {
        height += known.get(rows[index]?.key ?? '') ?? rest;
        if (height > top) return index;
      }
      return rows.length - 1;
    },
  };
}

export type RowHeights = ReturnType<typeof createRowHeights>;
