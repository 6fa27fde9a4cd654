import { shownCount, UnreadBadge, useMentionTotal, useUnreadTotal } from '../../features/reads';
import { useLocale } from '../../i18n';
import { IconButton, MenuIcon } from '../../ui';

/** Where the sidebar has no room of its own: opens it, and shows what waits there. */
export function OpenRooms({ onOpen }: { onOpen: () => void }) {
  const { t } = useLocale();
  const count = useUnreadTotal();
  const isMentioned = useMentionTotal() > 0;

  function labelOf() {
    if (count === 0) return t('app.openRooms');
    return t(isMentioned ? 'app.openRoomsForMe' : 'app.openRoomsUnread', { count: shownCount(count) });
  }

  return (
    <IconButton label={labelOf()} className="relative -ms-2.5" onClick={onOpen}>
      <MenuIcon className="-ms-1.5 size-5" />
      <UnreadBadge
        isShort
        unread={{ count, isMentioned }}
        className="absolute end-0 top-0 ring-1 ring-surface-1"
      />
    </IconButton>
  );
}
