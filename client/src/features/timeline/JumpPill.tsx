import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { countUnread, timelineOf, useChatStores } from '../../store';
import { ArrowDownIcon } from '../../ui/more-icons';

interface JumpPillProps {
  room: Room;
  onJump: () => void;
}

/** The way down, with the number of messages that came meanwhile. Its place below the text is always kept free. */
export function JumpPill({ room, onJump }: JumpPillProps) {
  const { t } = useLocale();
  const { me, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const count = useStore(timelines, (state) =>
    countUnread(timelineOf(room.id)(state).messages, { seenSeq, myId: me.id }),
  );
  return (
    <button
      type="button"
      onClick={onJump}
      className="relative inline-flex h-7 shrink-0 animate-rise items-center gap-1.5 rounded-full bg-accent ps-2 pe-3 text-13 font-medium text-accent-text transition-colors hover:bg-accent-hover max-md:after:absolute max-md:after:-inset-2"
    >
      <ArrowDownIcon className="size-4" />
      <span className="tabular-nums">{count > 0 ? t('timeline.news', { count }) : t('timeline.latest')}</span>
    </button>
  );
}
