import { useEffect, useRef } from 'react';
import { useLocation, useRoute } from 'wouter';
import { useStore } from 'zustand';
import { shownCount, useBadge, useMentionTotal, useUnreadTotal } from '../../features/reads';
import { useLocale } from '../../i18n';
import { focusMain } from '../../lib';
import { useRoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { useTitle } from './use-title';

/** Where the person is: names it in the tab, keeps the focus on the page, and answers with its name. */
export function usePlace(roomId: string | undefined): string | undefined {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const [path] = useLocation();
  const [isDiscover] = useRoute('/discover');
  const room = useStore(rooms, (state) => (roomId ? state.mine[roomId] : undefined));
  const unread = useUnreadTotal();
  const mentions = useMentionTotal();
  const title = useRoomTitle(room);
  const place = room ? title : isDiscover ? t('rooms.discover') : undefined;

  const shown = mentions > 0 ? `${shownCount(unread)}, @${shownCount(mentions)}` : shownCount(unread);
  useTitle(place, unread > 0 ? shown : '');
  useBadge(unread, shownCount(unread));
  useFocusOnArrival(path);
  return place;
}

/** A new place takes the focus, unless it has given it to something already. */
function useFocusOnArrival(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (document.activeElement === document.body) focusMain();
  }, [path]);
}
