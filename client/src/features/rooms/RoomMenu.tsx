import { Suspense, useState } from 'react';
import { useLocale } from '../../i18n';
import { later } from '../../lib';
import { IconButton, MoreIcon, Popover } from '../../ui';

const RoomMenuItems = later(async () => (await import('./RoomMenuItems')).RoomMenuItems);

interface RoomMenuProps {
  onInvite: () => void;
  onCopyLink: () => void;
  onLeave: () => void;
}

/** What is rarely wanted of a room, and what should not be met by accident. */
export function RoomMenu({ onInvite, onCopyLink, onLeave }: RoomMenuProps) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const choose = (task: () => void) => () => {
    setIsOpen(false);
    task();
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
            <RoomMenuItems
              onInvite={choose(onInvite)}
              onCopyLink={choose(onCopyLink)}
              onLeave={choose(onLeave)}
            />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
