import type { ServerRoom } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { Button, HashIcon, LockIcon } from '../../ui';

export type RoomDeed = 'ban' | 'unban' | 'appoint' | 'join';

interface RoomEntryProps {
  room: ServerRoom;
  /** I am in it already. */
  isMine: boolean;
  onArchive: (isOn: boolean) => void;
  onDeed: (deed: RoomDeed) => void;
}

/** A room of the server, and what can be done about it from outside. */
export function RoomEntry({ room, isMine, onArchive, onDeed }: RoomEntryProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(60_000));
  const { name, kind, memberCount, activeAt, archivedAt, deletesAt, hasOwner } = room;
  const isPrivate = kind !== 'public';
  const at = (text: string) => time.moment(new Date(text), now);
  const facts = [
    isPrivate && t('server.rooms.private'),
    t('rooms.members', { count: memberCount }),
    t('server.rooms.active', { time: isPrivate ? time.day(new Date(activeAt), now) : at(activeAt) }),
  ];
  const states = [
    archivedAt && t('server.rooms.isArchived', { time: at(archivedAt) }),
    deletesAt && t('server.rooms.deletes', { time: at(deletesAt) }),
    !hasOwner && memberCount > 0 && t('server.rooms.noOwner'),
  ].filter(Boolean);
  const Sign = isPrivate ? LockIcon : HashIcon;
  const isOver = archivedAt !== undefined;

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-lg bg-surface-2 text-quiet">
        <Sign className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1 basis-44">
        <bdi dir="auto" className="block truncate text-left font-medium mirrored:text-right" title={name}>
          {name}
        </bdi>
        <p className="text-13 text-quiet tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
        {states.length > 0 && <p className="text-13 text-warning">{states.join(' · ')}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {!hasOwner && memberCount > 0 && (
          <Button
            aria-label={t('server.appointIn', { room: name })}
            aria-haspopup="dialog"
            onClick={() => onDeed('appoint')}
          >
            {t('server.appoint')}
          </Button>
        )}
        {isPrivate && !isMine && !isOver && (
          <Button
            aria-label={t('server.joinNamed', { room: name })}
            aria-haspopup="dialog"
            onClick={() => onDeed('join')}
          >
            {t('server.join')}
          </Button>
        )}
        <Button
          aria-label={t('server.banFrom', { room: name })}
          aria-haspopup="dialog"
          onClick={() => onDeed('ban')}
        >
          {t('server.ban')}
        </Button>
        <Button
          aria-label={t('server.unbanFrom', { room: name })}
          aria-haspopup="dialog"
          onClick={() => onDeed('unban')}
        >
          {t('server.unban')}
        </Button>
        {deletesAt === undefined && (
          <Button
            aria-label={t(isOver ? 'server.restoreNamed' : 'server.archiveNamed', { room: name })}
            onClick={() => onArchive(!isOver)}
          >
            {t(isOver ? 'server.restore' : 'server.archive')}
          </Button>
        )}
      </div>
    </li>
  );
}
