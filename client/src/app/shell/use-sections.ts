import type { Room } from '@chatket/contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useRoomsWithNews } from '../../features/reads';
import { useChatStores, type Section } from '../../store';
import { sectionsOf } from '../../store/sections';

interface Sections {
  sections: Section[];
  collapsed: readonly string[];
  /** What of a closed section stays in sight: what is new, and where one is. */
  isKept: (room: Room) => boolean;
  /** Whether I have any of them, wherever they stand. */
  hasAny: { direct: boolean; rooms: boolean };
}

/** My rooms as the sidebar shows them now. */
export function useSections(openRoomId: string | undefined): Sections {
  const { rooms, sidebar } = useChatStores();
  const mine = useStore(rooms, (state) => state.mine);
  const arrangement = useStore(sidebar);
  const news = useRoomsWithNews();

  return useMemo(() => {
    const isKept = ({ id }: Room) => id === openRoomId || news.includes(id);
    const sections = sectionsOf(mine, arrangement, arrangement.isUnreadOnly ? isKept : undefined);
    const all = Object.values(mine);
    const hasAny = { direct: all.some(({ people }) => people), rooms: all.some(({ people }) => !people) };
    return { sections, collapsed: arrangement.collapsed, isKept, hasAny };
  }, [mine, arrangement, news, openRoomId]);
}
