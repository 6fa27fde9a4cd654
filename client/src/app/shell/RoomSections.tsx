import { isGuestName, type Room } from '@chatket/contract';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { SectionList } from '../../features/sidebar';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { useChatStores } from '../../store';
import { IconButton, PlusIcon } from '../../ui';
import { RoomRow } from './RoomRow';
import { toggleSection } from './toggle-section';
import { useDrag } from './use-drag';
import { useSections } from './use-sections';

export interface RoomSectionsProps {
  list: RefObject<HTMLElement | null>;
  openRoomId: string | undefined;
  onCreate: () => void;
  onPeople: () => void;
  onMenu: (room: Room, at: { x: number; y: number }) => void;
  onNavigate: () => void;
}

/** My rooms in their sections, with what can be done with them. */
export function RoomSections({
  list,
  openRoomId,
  onCreate,
  onPeople,
  onMenu,
  onNavigate,
}: RoomSectionsProps) {
  const { t } = useLocale();
  const api = useApi();
  const stores = useChatStores();
  const { sections, collapsed, isKept, hasAny } = useSections(openRoomId);
  useDrag(list);
  const isGuest = isGuestName(stores.me.username);
  const isWhole = useStore(stores.rooms, (state) => state.isWhole);
  const adders = {
    rooms: { label: t('rooms.create'), hint: !hasAny.rooms && t('rooms.none'), onAdd: onCreate },
    direct: {
      label: t('rooms.newMessage'),
      hint: !hasAny.direct && t('rooms.noDirect'),
      onAdd: onPeople,
    },
  };
  const adderOf = (id: string) => (!isGuest && (id === 'rooms' || id === 'direct') ? adders[id] : undefined);

  return (
    <SectionList
      list={list}
      openRoomId={openRoomId}
      sections={isGuest ? sections.filter(({ rooms }) => rooms.length > 0) : sections}
      collapsed={collapsed}
      isKept={isKept}
      row={(room) => <RoomRow room={room} onNavigate={onNavigate} onMenu={onMenu} />}
      action={({ id }) => {
        const adder = adderOf(id);
        return (
          adder && (
            <IconButton label={adder.label} isSmall place="below-end" onClick={adder.onAdd}>
              <PlusIcon className="size-4.5" />
            </IconButton>
          )
        );
      }}
      // Until all rooms are known it only keeps its place: what stands below must not move when it is told.
      hint={({ id }) => (
        <p className={cx('px-2 pb-1 text-13 text-quiet empty:hidden', !isWhole && 'invisible')}>
          {adderOf(id)?.hint}
        </p>
      )}
      onToggle={(id) => void toggleSection({ api, stores }, id)}
      onMenu={onMenu}
    />
  );
}
