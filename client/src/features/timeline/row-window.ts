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
