import { Suspense, useState } from 'react';
import { useLocale, withTexts } from '../../i18n';
import { cx, later } from '../../lib';
import { BellIcon, BellOffIcon, IconButton } from '../../ui';
import { BELL_NAMES } from './bell-names';
import { useBell, useIsSilent } from './use-bell';

const BellMenu = later(async () => (await withTexts(import('./BellMenu'))).BellMenu);

/** Shows whether a room notifies me, and opens the choice. */
export function RoomBell({ roomId }: { roomId: string }) {
  const { t } = useLocale();
  const bell = useBell(roomId);
  const isSilent = useIsSilent(roomId);
  const [isOpen, setIsOpen] = useState(false);

  return (
    <div className="relative">
      <IconButton
        label={t('notify.bell', { level: t(BELL_NAMES[isSilent ? 'none' : bell]) })}
        place="below-end"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(!isOpen)}
      >
        {isSilent ? <BellOffIcon /> : <BellIcon className={cx('size-5', bell === 'all' && 'text-accent')} />}
      </IconButton>
      {isOpen && (
        <Suspense>
          <BellMenu roomId={roomId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
