import type { Room } from '@chatket/contract';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { timelineOf, useChatStores, type Line } from '../../store';
import { lineText } from './line-text';

// In one file on the wire: both stand between messages, and in few rooms.
export { FoldedRow } from './FoldedRow';

interface LineRowProps {
  rowKey: string;
  lines: readonly [Line, ...Line[]];
  room: Room;
}

/** What became of members or of the room, in one quiet line. */
export function LineRow({ rowKey, lines, room }: LineRowProps) {
  const locale = useLocale();
  const { timelines } = useChatStores();
  const [first] = lines;
  const isLast = useStore(timelines, (state) => {
    const all = timelineOf(room.id)(state).lines ?? [];
    return all.findLast(({ what }) => what === first.what)?.seq === first.seq;
  });
  return (
    <p data-key={rowKey} className="px-4 py-1 text-center text-13 leading-4 text-quiet wrap-anywhere md:px-5">
      {first.kind === 'pin' ? (
        <Link href={`/rooms/${room.id}/m/${first.messageId}`} className="hover:text-ink hover:underline">
          {lineText(lines, locale, undefined)}
        </Link>
      ) : (
        lineText(lines, locale, isLast ? room : undefined)
      )}{' '}
      <time dateTime={first.at} className="text-12 whitespace-nowrap tabular-nums">
        {locale.time.clock(new Date(first.at))}
      </time>
    </p>
  );
}
