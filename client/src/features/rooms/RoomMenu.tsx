import { ROLES, type Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { IconButton, MoreIcon, Popover } from '../../ui';
import type { Waiting } from './WaitingReports';
import type { RoomTask } from './room-task';

const RoomMenuItems = later(async () => (await withTexts(import('./RoomMenuItems'))).RoomMenuItems);

const WaitingReports = later(async () => (await withTexts(import('./WaitingReports'))).WaitingReports);

const NOTHING: Waiting = { reports: 0, requests: 0 };

interface RoomMenuProps {
  room: Room;
  onChoose: (task: RoomTask) => void;
}

/** What is rarely wanted of a room, and what should not be met by accident. */
export function RoomMenu({ room, onChoose }: RoomMenuProps) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const isModerator = (room.role ?? 0) >= ROLES.moderator;
  const [told, setTold] = useState<Waiting>(NOTHING);
  const waits = isModerator ? told : NOTHING;
  const waiting = waits.reports + waits.requests;
  const choose = (task: RoomTask) => {
    setIsOpen(false);
    onChoose(task);
  };

  return (
    <div className="relative">
      <IconButton
        label={waiting > 0 ? t('rooms.moreWaiting', { count: waiting }) : t('rooms.more')}
        className="relative"
        place="below-end"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(!isOpen)}
      >
        <MoreIcon />
        {waiting > 0 && <span className="absolute end-1.5 top-1.5 size-2 rounded-full bg-mention" />}
      </IconButton>
      {isModerator && (
        <Suspense>
          <WaitingReports key={room.id} roomId={room.id} onTold={setTold} />
        </Suspense>
      )}
      {isOpen && (
        <Suspense>
          <Popover
            label={t('rooms.more')}
            onClose={() => setIsOpen(false)}
            className="end-0 top-full mt-1 min-w-48 p-1.5"
          >
            <RoomMenuItems room={room} waits={waits} onChoose={choose} />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
