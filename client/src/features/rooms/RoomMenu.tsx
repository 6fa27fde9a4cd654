import { Suspense, useState, type KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { Button, IconButton, LeaveIcon, LinkIcon, MoreIcon, Popover } from '../../ui';

interface RoomMenuProps {
  onInvite: () => void;
  onLeave: () => void;
}

/** What is rarely wanted of a room, and what should not be met by accident. */
export function RoomMenu({ onInvite, onLeave }: RoomMenuProps) {
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
            <div onKeyDown={walk}>
              <Button look="quiet" data-first className="w-full justify-start" onClick={choose(onInvite)}>
                <LinkIcon className="size-4.5" />
                {t('rooms.copyLink')}
              </Button>
              <Button look="quiet" className="w-full justify-start" onClick={choose(onLeave)}>
                <LeaveIcon className="size-4.5" />
                {t('rooms.leave')}
              </Button>
            </div>
          </Popover>
        </Suspense>
      )}
    </div>
  );
}

/** The arrow keys lead from one thing to do to the next, and around. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const place = buttons.findIndex((button) => button === document.activeElement);
  const next = place < 0 && step < 0 ? -1 : place + step;
  buttons.at(next % buttons.length)?.focus();
}
