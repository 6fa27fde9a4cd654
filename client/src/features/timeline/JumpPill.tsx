import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { countUnread, timelineOf, useChatStores } from '../../store';
import { ArrowDownIcon } from '../../ui';

interface JumpPillProps {
  room: Room;
  onJump: () => void;
}

/** The way down, with the number of messages that came meanwhile. It lies over the text and moves nothing. */
export function JumpPill({ room, onJump }: JumpPillProps) {
  const { t } = useLocale();
  const { me, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const count = useStore(timelines, (state) =>
    countUnread(timelineOf(room.id)(state).messages, { seenSeq, myId: me.id }),
  );
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-2 mx-auto flex max-w-[760px] justify-center lg:mx-0 xl:mx-auto">
      <button
        type="button"
        onClick={onJump}
        className="pointer-events-auto inline-flex h-8 animate-rise items-center gap-1.5 rounded-full bg-accent ps-2.5 pe-3.5 text-13 font-medium text-accent-text shadow-raised transition-colors hover:bg-accent-hover max-md:h-11 max-md:ps-4 max-md:pe-5"
      >
        <ArrowDownIcon className="size-4" />
        <span className="tabular-nums">
          {count > 0 ? t('timeline.news', { count }) : t('timeline.latest')}
        </span>
      </button>
    </div>
  );
}
