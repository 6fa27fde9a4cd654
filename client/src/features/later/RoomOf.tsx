import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { RoomTitle } from '../../people';
import { useChatStores } from '../../store';

/** The name of a room of mine; that it was one, where it is not any more. */
export function RoomOf({ roomId }: { roomId: string }) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  return <span className="font-bold text-ink">{room ? <RoomTitle room={room} /> : t('later.lostRoom')}</span>;
}
