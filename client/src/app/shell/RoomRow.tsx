import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { isTyping } from '../../features/presence/more';
import { shownCount, UnreadBadge, useUnread } from '../../features/reads';
import { RoomLink } from '../../features/sidebar';
import { useLocale } from '../../i18n';
import { type Appearance, useSteadyNow } from '../../lib';
import { CalledName, PersonAvatar, StatusSign, useRoomTitle } from '../../people';
import { presenceOf, useChatStores } from '../../store';
import { MoreIcon, PeopleIcon, ThreadIcon } from '../../ui';
import { TypingDots } from '../../ui/TypingDots';

interface RoomRowProps {
  room: Room;
  onNavigate: () => void;
  onMenu: (room: Room, at: { x: number; y: number }) => void;
}

/** A room of mine in the sidebar, with who writes there and what is unread. */
export function RoomRow({ room, onNavigate, onMenu }: RoomRowProps) {
  const { t } = useLocale();
  const { me, presence } = useChatStores();
  const unread = useUnread(room);
  const { count, hasNews, isMentioned } = unread;
  const threads = room.unreadThreads ?? 0;
  const typists = useStore(presence, (state) => state.typists[room.id]);
  const now = useSteadyNow(typists?.length ? 1_000 : null);
  const title = useRoomTitle(room);
  const only = room.kind === 'direct' ? room.people?.[0] : undefined;
  const shown = useStore(presence, ({ rosters }) => only && presenceOf(rosters, only.id));

  function labelOf() {
    const label = unreadLabel();
    return threads > 0 ? t('rooms.unreadThreads', { room: label, count: threads }) : label;
  }

  function unreadLabel() {
    if (count > 0)
      return t(isMentioned ? 'rooms.unreadForMe' : 'rooms.unread', {
        room: title,
        count: shownCount(count),
      });
    return hasNews && threads === 0 ? t('rooms.unreadSome', { room: title }) : title;
  }

  return (
    <>
      <RoomLink
        room={room}
        title={title}
        name={
          only && (
            <>
              <CalledName user={only} />
              <StatusSign user={only} />
            </>
          )
        }
        icon={room.people && <PeopleMark people={room.people} shown={shown} />}
        hint={shown && t(`presence.${shown}`)}
        label={labelOf()}
        hasNews={hasNews}
        badge={
          <>
            {isTyping(typists, me.id, now) && <TypingDots />}
            {threads > 0 && <ThreadIcon className="size-4 shrink-0 text-accent" />}
            <UnreadBadge unread={unread} className="group-focus-within/row:me-6 group-hover/row:me-6" />
          </>
        }
        onNavigate={onNavigate}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('rooms.menuOf', { room: title })}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          onMenu(room, { x: left, y: bottom });
        }}
        className="absolute end-0.5 top-0 bottom-0 my-auto hidden size-7 items-center justify-center rounded-lg text-quiet group-focus-within/row:flex group-hover/row:flex hover:text-ink pointer-coarse:hidden"
      >
        <MoreIcon className="size-4" />
      </button>
    </>
  );
}

interface PeopleMarkProps {
  people: NonNullable<Room['people']>;
  shown: Appearance | undefined;
}

/** Who is in a room that is its people, and how the one other appears. */
function PeopleMark({ people, shown }: PeopleMarkProps) {
  const { me } = useChatStores();
  const [only] = people;
  if (people.length > 1) return <PeopleIcon className="size-4" />;
  return <PersonAvatar user={only ?? me} size={20} status={shown} />;
}
