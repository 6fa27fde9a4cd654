import type { Room, UserRef } from '@chatket/contract';
import { useStore } from 'zustand';
import { useChatStores } from '../../store';
import { MemberDialog } from './MemberDialog';

interface PersonDialogProps {
  room: Room;
  user: UserRef;
  onClose: () => void;
}

/** Who somebody is that a message names. */
export function PersonDialog({ room, user, onClose }: PersonDialogProps) {
  const { presence } = useChatStores();
  const known = useStore(presence, ({ rosters }) => rosters[room.id]?.users[user.id]);
  return (
    <MemberDialog
      room={room}
      user={known ?? { ...user, status: 'offline' }}
      onClose={onClose}
      onDone={onClose}
    />
  );
}
