import type { UserRef } from '@chatket/contract';
import { memo } from 'react';
import { formatClock, formatDay } from '../../lib';
import { MessageRow } from './MessageRow';
import { PendingRow } from './PendingRow';
import type { Row } from './rows';

interface RowViewProps {
  row: Row;
  me: UserRef;
  now: number;
}

export const RowView = memo(function RowView({ row, me, now }: RowViewProps) {
  switch (row.kind) {
    case 'day':
      return (
        <li data-key={row.key} className="flex items-center gap-3 px-4 pt-5 pb-1 md:px-5">
          <span className="h-px flex-1 bg-line" />
          <span className="text-12 font-medium text-quiet">{formatDay(row.at, new Date(now))}</span>
          <span className="h-px flex-1 bg-line" />
        </li>
      );
    case 'new':
      return (
        <li data-key={row.key} className="flex items-center gap-3 px-4 pt-3 md:px-5">
          <span className="h-px flex-1 bg-accent/40" />
          <span className="text-12 font-medium text-accent tabular-nums">
            New since {formatClock(row.at)}
          </span>
        </li>
      );
    case 'message':
      return <MessageRow rowKey={row.key} message={row.message} isFirst={row.isFirst} />;
    case 'pending':
      return <PendingRow rowKey={row.key} item={row.item} me={me} isFirst={row.isFirst} />;
  }
}, isSame);

/** Rows are built anew with every message, so what they hold is compared. */
function isSame(before: RowViewProps, after: RowViewProps): boolean {
  const { row: one } = before;
  const { row: other } = after;
  if (one.kind !== other.kind || one.key !== other.key) return false;
  if (one.kind === 'message' && other.kind === 'message')
    return one.message === other.message && one.isFirst === other.isFirst;
  if (one.kind === 'pending' && other.kind === 'pending')
    return one.item === other.item && one.isFirst === other.isFirst;
  return before.now === after.now;
}
