import { useStore } from 'zustand';
import { roomTitle, useLocale } from '../../i18n';
import { useChatStores } from '../../store';

/** The name of a room of mine; that it was one, where it is not any more. */
export function RoomOf({ roomId }: { roomId: string }) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  return (
    <bdi dir="auto" className="font-bold text-ink">
      {room ? roomTitle(t, room) : t('later.lostRoom')}
    </bdi>
  );
}
