import type { Message, Room } from '@chatket/contract';
import { Link } from 'wouter';
import { useLocale } from '../../i18n';
import { PersonAvatar, RoomTitle } from '../../people';
import { roomLinksIn, type RoomLink } from './room-links';
import { RoomSign } from './RoomSign';
import { useFoundRoom } from './use-found-room';

/** The rooms of this server that a message links to, as far as they are there for me. */
export function RoomLinks({ message }: { message: Message }) {
  const links = roomLinksIn(message.text, window.location.origin);
  if (links.length === 0) return null;
  return (
    <div className="mt-1 flex max-w-full flex-col gap-1 empty:hidden">
      {links.map((link) => (
        <Place key={Object.values(link).join()} link={link} />
      ))}
    </div>
  );
}

/** Of a room that is not there for me the link in the text is all. */
function Place({ link }: { link: RoomLink }) {
  const { room, hasPlace } = useFoundRoom(link.roomId);
  return hasPlace && <div className="h-18">{room && <Card room={room} link={link} />}</div>;
}

function Card({ room, link: { messageId } }: { room: Room; link: RoomLink }) {
  const { t } = useLocale();
  const only = room.kind === 'direct' ? room.people?.[0] : undefined;
  const isOfPeople = room.people !== undefined;
  const kind = room.kind === 'private' ? 'rooms.private' : isOfPeople ? 'roomLink.direct' : 'roomLink.room';
  return (
    <Link
      href={messageId === undefined ? `/rooms/${room.id}` : `/rooms/${room.id}/m/${messageId}`}
      className="flex size-full w-110 max-w-full items-center gap-3 rounded-lg border border-line bg-surface-1 px-3 hover:bg-surface-2"
    >
      {only ? <PersonAvatar user={only} /> : <RoomSign room={room} />}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-12 text-quiet tabular-nums">
          {[
            t(messageId === undefined ? kind : 'roomLink.message'),
            !isOfPeople && t('rooms.members', { count: room.memberCount }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <RoomTitle room={room} className="block truncate text-15 font-medium" />
        {room.topic && (
          <bdi dir="auto" className="block truncate text-13 text-quiet">
            {room.topic}
          </bdi>
        )}
      </span>
    </Link>
  );
}
