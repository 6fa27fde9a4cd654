import { useLayoutEffect, useRef } from 'react';
import { isPrinting } from '../../lib';
import type { RowHeights, Slice } from './row-window';
import type { Row } from './rows';
import { RowView, type RowContext } from './RowView';

interface MessageListProps {
  rows: readonly Row[];
  slice: Slice;
  /** A row that stays drawn wherever the view is. */
  keptKey: string | undefined;
  heights: RowHeights;
  context: RowContext;
}

/** The rows in and around the view. The others only take up their room. */
export function MessageList({ rows, slice, keptKey, heights, context }: MessageListProps) {
  const list = useRef<HTMLOListElement>(null);
  const indexes = drawn(rows, slice, keptKey);

  useLayoutEffect(() => {
    // Paper has a width of its own.
    if (list.current && !isPrinting()) heights.measure(list.current);
  }, [heights, rows, slice]);

  return (
    <ol
      ref={list}
      data-rows
      className="flow-root"
      style={{ paddingBottom: heights.between(rows, (indexes.at(-1) ?? 0) + 1, rows.length) }}
    >
      {indexes.map((index, place) => {
        const row = rows[index];
        const gap = heights.between(rows, (indexes[place - 1] ?? -1) + 1, index);
        return (
          row && (
            <li
              key={row.key}
              data-row={row.key}
              className="flow-root"
              style={gap > 0 ? { marginTop: gap } : undefined}
            >
              <RowView row={row} context={context} />
            </li>
          )
        );
      })}
    </ol>
  );
}

/** Ascending, so that a row never changes its place among the others, which would take the focus from it. */
function drawn(rows: readonly Row[], { start, end }: Slice, keptKey: string | undefined): number[] {
  const indexes = Array.from({ length: end - start }, (_, place) => start + place);
  const kept = keptKey === undefined ? -1 : rows.findIndex((row) => row.key === keptKey);
  if (kept >= 0 && kept < start) return [kept, ...indexes];
  return kept >= end ? [...indexes, kept] : indexes;
}
