import type { Room } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { IconButton, MoreIcon, Popover } from '../../ui';
import type { RoomTask } from './room-task';

const RoomMenuItems = later(async () => (await withTexts(import('./RoomMenuItems'))).RoomMenuItems);

interface RoomMenuProps {
  room: Room;
  onChoose: (task: RoomTask) => void;
}

/** What is rarely wanted of a room, and what should not be met by accident. */
export function RoomMenu({ room, onChoose }: RoomMenuProps) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const choose = (task: RoomTask) => {
    setIsOpen(false);
    onChoose(task);
  };

  return (
    <div className="relative">
      <IconButton
        label={t('rooms.more')}
        place="below-end"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(!isOpen)}
      >
        <MoreIcon />
      </IconButton>
      {isOpen && (
        <Suspense>
          <Popover
            label={t('rooms.more')}
            onClose={() => setIsOpen(false)}
            className="end-0 top-full mt-1 min-w-48 p-1.5"
          >
            <RoomMenuItems room={room} onChoose={choose} />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
