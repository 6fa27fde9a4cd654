import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button, IconButton, LeaveIcon, LinkIcon, Popover } from '../../ui';
import { MoreIcon } from '../../ui/late';

/** What does not fit beside the name on a small screen. */
export function MoreMenu({ onInvite, onLeave }: { onInvite: () => void; onLeave: () => void }) {
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
        <Popover label={t('rooms.more')} onClose={() => setIsOpen(false)} className="end-0 top-full mt-1 p-2">
          <Button look="quiet" className="w-full justify-start" onClick={choose(onInvite)}>
            <LinkIcon className="size-4.5" />
            {t('rooms.copyLink')}
          </Button>
          <Button look="quiet" className="w-full justify-start" onClick={choose(onLeave)}>
            <LeaveIcon className="size-4.5" />
            {t('rooms.leave')}
          </Button>
        </Popover>
      )}
    </div>
  );
}
