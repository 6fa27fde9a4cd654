import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { closeDirect, useDirectContext } from '../../features/direct/more';
import { markRead } from '../../features/reads';
import { roomTasks } from '../../features/rooms/more';
import type { Command } from '../../features/switcher';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { isSilent, useChatStores, usePageStores } from '../../store';
import { taskAsked } from '../room/task-asked';
import { toggleMute } from './mute-room';

interface Actions {
  onWhy: (room: Room) => void;
  onAddPeople: (room: Room) => void;
  onClosed: () => void;
}

/** What can be done with the room on the screen, for the switcher. */
export function useRoomCommands(openRoomId: string | undefined, actions: Actions): Command[] {
  const { t } = useLocale();
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const api = useApi();
  const direct = useDirectContext();
  const { bells, rooms } = stores;
  const room = useStore(rooms, ({ mine }) => (openRoomId ? mine[openRoomId] : undefined));
  const isMuted = useStore(bells, (state) => room !== undefined && isSilent(state, room));
  const canSayWhy = useStore(bells, ({ settings }) => settings !== undefined);
  if (!room) return [];
  const { people } = room;

  const pins = { id: 'room-pins', name: t('rooms.pins'), run: () => taskAsked.emit('pins') };
  const members = { id: 'room-members', name: t('command.members'), run: () => taskAsked.emit('members') };
  const close = () => void closeDirect(direct, room).then(actions.onClosed);
  const ofFew = [
    pins,
    ...(people && people.length > 1 ? [members] : []),
    ...(people && people.length > 0
      ? [{ id: 'room-add', name: t('direct.add'), run: () => actions.onAddPeople(room) }]
      : []),
    { id: 'room-close', name: t('direct.close'), run: close },
  ];
  const ofMany = () => [
    members,
    ...roomTasks(room)
      // It has a name of its own here.
      .filter(({ task }) => task !== 'copyLink')
      .map(({ task, label }) => ({ id: `room-${task}`, name: t(label), run: () => taskAsked.emit(task) })),
  ];
  return [
    { id: 'room-read', name: t('command.readRoom'), run: () => markRead({ stores, realtime, room }) },
    {
      id: 'room-mute',
      name: t(isMuted ? 'command.unmuteRoom' : 'command.muteRoom'),
      run: () => toggleMute({ bells, toasts, api }, room),
    },
    ...(canSayWhy ? [{ id: 'room-why', name: t('why.unread'), run: () => actions.onWhy(room) }] : []),
    ...(people ? ofFew : ofMany()),
  ];
}
