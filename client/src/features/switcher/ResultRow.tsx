import type { Room, UserRef } from '@chatket/contract';
import type { ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { CalledName, PersonAvatar, PictureOver, useRoomTitle } from '../../people';
import { HashIcon, PeopleIcon } from '../../ui';
import { ChevronIcon } from './ChevronIcon';
import type { Result } from './results';

interface ResultRowProps {
  id: string;
  result: Result;
  isActive: boolean;
  isUnread: boolean;
  /** How much waits there. */
  badge?: ReactNode;
  onPick: () => void;
  onPoint: () => void;
}

export function ResultRow({ id, result, isActive, isUnread, badge, onPick, onPoint }: ResultRowProps) {
  const { t } = useLocale();
  const person = personOf(result);
  const title = useRoomTitle(result.kind === 'room' ? result.room : undefined);
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onPick}
      onPointerMove={onPoint}
      className={cx(
        'flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 py-1 max-md:min-h-11',
        isActive && 'bg-surface-2',
      )}
    >
      <span className={cx('flex w-7 shrink-0 justify-center', isActive ? 'text-accent' : 'text-quiet')}>
        {result.kind === 'room' && <RoomMark room={result.room} />}
        {result.kind === 'person' && <PersonAvatar user={result.person.user} size={28} />}
        {result.kind === 'command' && <ChevronIcon className="size-4 mirrored:-scale-x-100" />}
      </span>
      {person ? (
        <span className={cx('flex min-w-0 flex-1 items-baseline gap-1.5', isUnread && 'font-bold')}>
          <CalledName user={person} />
        </span>
      ) : (
        <bdi
          dir="auto"
          className={cx('min-w-0 flex-1 truncate text-left mirrored:text-right', isUnread && 'font-bold')}
        >
          {result.kind === 'command' ? result.command.name : title}
        </bdi>
      )}
      {result.kind === 'person' && result.person.rooms.length > 0 && (
        <span className="shrink-0 text-12 text-quiet">
          {t('switcher.personIn', { count: result.person.rooms.length })}
        </span>
      )}
      {badge}
      {isActive && (
        <span aria-hidden="true" className="shrink-0 text-12 text-quiet pointer-coarse:hidden">
          {t('switcher.enter')}
        </span>
      )}
    </div>
  );
}

function RoomMark({ room: { people, picture } }: { room: Room }) {
  if (picture)
    return (
      <span className="relative grid size-7 place-items-center rounded-lg">
        <HashIcon className="size-4" />
        <PictureOver picture={picture} />
      </span>
    );
  if (!people) return <HashIcon className="size-4" />;
  const [only] = people;
  return people.length === 1 && only ? (
    <PersonAvatar user={only} size={28} />
  ) : (
    <PeopleIcon className="size-4" />
  );
}

/** Whom it leads to, where that is one other person. */
function personOf(result: Result): UserRef | undefined {
  if (result.kind === 'person') return result.person.user;
  return result.kind === 'room' && result.room.kind === 'direct' ? result.room.people?.[0] : undefined;
}
