import type { UserRef } from '@chatket/contract';
import type { ComponentProps } from 'react';
import { useEscape } from '../../lib';
import type { UnreadRange } from '../../store';
import type { Row } from './rows';
import { UnreadBar, type UnreadNews } from './UnreadBar';

interface NewsBarProps extends Omit<ComponentProps<typeof UnreadBar>, 'news'> {
  rows: readonly Row[];
  me: UserRef;
  range: UnreadRange;
  isAway: boolean;
}

/** The bar over the news that these rows have, where they have some. Esc marks them read. */
export function NewsBar({ rows, me, range, isAway, ...does }: NewsBarProps) {
  const news = newsOf(rows, { me, range, isAway });
  useEscape('news', { isOpen: news !== undefined, settle: does.onMarkRead });
  return news && <UnreadBar news={news} {...does} />;
}

function newsOf(
  rows: readonly Row[],
  { me, range, isAway }: { me: UserRef; range: UnreadRange; isAway: boolean },
): UnreadNews | undefined {
  let count = 0;
  let since: Date | undefined;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.kind === 'new') since = row.at;
    if (row?.kind !== 'message' || row.message.sender.id === me.id || row.message.deleted) continue;
    if (row.message.seq <= range.from) break;
    if (row.message.seq <= range.upTo) count += 1;
  }
  return since && count > 0 ? { count, since, isAway } : undefined;
}
