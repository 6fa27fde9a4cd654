import type { NoticeLevel } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, type MessageId } from '../../i18n';
import { bellOf, useChatStores } from '../../store';
import { BellIcon, BellOffIcon, IconButton } from '../../ui';
import { Popover } from '../../ui/Popover';
import { RadioList } from '../../ui/RadioList';
import { useFollowing } from './use-following';

const NAMES: Record<NoticeLevel, MessageId> = {
  all: 'thread.allReplies',
  mentions: 'notify.mentions',
  none: 'notify.none',
};
const OPTIONS = (['all', 'mentions', 'none'] as const).map((value) => ({ value, name: NAMES[value] }));

interface ThreadBellProps {
  roomId: string;
  rootId: string;
  /** What I have chosen for it; without one I am told of replies wherever the room tells of anything. */
  level: NoticeLevel | undefined;
}

/** Of what in a thread that I follow I am told, and the choice of it. */
export function ThreadBell({ roomId, rootId, level }: ThreadBellProps) {
  const { t } = useLocale();
  const { bells, rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  const ofRoom = useStore(bells, (state) => bellOf(state, room));
  const follow = useFollowing(roomId, rootId);
  const [isOpen, setIsOpen] = useState(false);
  const now = level ?? (ofRoom === 'none' ? 'none' : 'all');

  return (
    <div className="relative">
      <IconButton
        label={t('notify.bell', { level: t(NAMES[now]) })}
        place="below-end"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(!isOpen)}
      >
        {now === 'none' ? <BellOffIcon /> : <BellIcon className="size-5" />}
      </IconButton>
      {isOpen && (
        <Popover
          label={t('thread.notify')}
          onClose={() => setIsOpen(false)}
          className="end-0 top-full mt-1 w-64 max-w-[calc(100vw-1.5rem)] max-md:-end-11"
        >
          <RadioList
            name="thread-bell"
            title={t('thread.notify')}
            options={OPTIONS.map(({ value, name }) => ({ value, label: t(name) }))}
            value={now}
            onChoose={(value) => void follow({ on: true, level: value })}
          />
          <p className="mt-1.5 px-1 text-12 text-pretty text-quiet">{t('thread.notifyHint')}</p>
        </Popover>
      )}
    </div>
  );
}
