import type { KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { Button, LinkIcon, PlusIcon } from '../../ui';
import { LeaveIcon } from '../../ui/more-icons';

interface RoomMenuItemsProps {
  onInvite: () => void;
  onCopyLink: () => void;
  onLeave: () => void;
}

export function RoomMenuItems({ onInvite, onCopyLink, onLeave }: RoomMenuItemsProps) {
  const { t } = useLocale();
  return (
    <div onKeyDown={walk}>
      <Button look="quiet" data-first className="w-full justify-start" onClick={onCopyLink}>
        <LinkIcon className="size-4.5" />
        {t('rooms.copyLink')}
      </Button>
      <Button look="quiet" className="w-full justify-start" onClick={onInvite}>
        <PlusIcon className="size-4.5" />
        {t('timeline.invite')}
      </Button>
      <Button look="quiet" className="w-full justify-start" onClick={onLeave}>
        <LeaveIcon className="size-4.5" />
        {t('rooms.leave')}
      </Button>
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
