import { useVirtualizer } from '@tanstack/react-virtual';
import { roleName, type RosterUser } from '@chatket/contract';
import { memo, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { useMediaQuery } from '../../lib';
import { CalledName, PersonAvatar, StatusSign } from '../../people';
import { shownAs, useChatStores } from '../../store';
import { GuestMark } from '../../ui';
import type { MemberRow } from './member-rows';
import { ROLE_NAMES } from './words';

const HEADING_PX = 32;
const PERSON_PX = 40;
/** On narrow screens every row can be touched. */
const TOUCHED_PERSON_PX = 48;
const OVERSCAN = 8;

interface Drawn {
  row: MemberRow;
  start: number;
  size: number;
}

interface MemberListProps {
  rows: readonly MemberRow[];
  /** Somebody was chosen. */
  onOpen: (user: RosterUser) => void;
}

/** The people of a room. However many they are, only those in sight are drawn; a message of the room changes nothing. */
export const MemberList = memo(function MemberList({ rows, onOpen }: MemberListProps) {
  const { t } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(width < 48rem)');
  const personPx = isNarrow ? TOUCHED_PERSON_PX : PERSON_PX;
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes anything here
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? HEADING_PX : personPx),
    overscan: OVERSCAN,
  });
  const drawn = list.getVirtualItems().flatMap(({ index, start, size }): Drawn[] => {
    const row = rows[index];
    return row ? [{ row, start, size }] : [];
  });

  return (
    <div
      ref={scroller}
      tabIndex={0}
      aria-label={t('members.title')}
      role="group"
      onKeyDown={walk}
      className="safe-bottom min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-2"
    >
      <div className="relative" style={{ height: list.getTotalSize() }}>
        {(['online', 'offline'] as const).map((status) => (
          <MemberGroup key={status} status={status} drawn={drawn} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
});

interface MemberGroupProps extends Pick<MemberListProps, 'onOpen'> {
  status: RosterUser['status'];
  drawn: readonly Drawn[];
}

function MemberGroup({ status, drawn, onOpen }: MemberGroupProps) {
  const { t } = useLocale();
  const title = t(status === 'online' ? 'members.online' : 'members.offline');
  const heading = drawn.find(({ row }) => row.kind === 'heading' && row.status === status);
  const people = drawn.filter(({ row }) => row.kind === 'person' && row.user.status === status);
  return (
    <>
      {heading?.row.kind === 'heading' && (
        <h3
          style={placeOf(heading)}
          className="absolute inset-x-0 flex items-center gap-1.5 px-2 text-12 font-medium text-quiet"
        >
          {title} <span className="tabular-nums">{heading.row.count}</span>
        </h3>
      )}
      {people.length > 0 && (
        <ul aria-label={title}>
          {people.map(
            (each) =>
              each.row.kind === 'person' && (
                <Member key={each.row.user.id} {...each} row={each.row} onOpen={onOpen} />
              ),
          )}
        </ul>
      )}
    </>
  );
}

interface MemberProps extends Drawn, Pick<MemberListProps, 'onOpen'> {
  row: MemberRow & { kind: 'person' };
}

function Member({ row, onOpen, ...place }: MemberProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
  const { user, role } = row;
  return (
    <li
      aria-setsize={row.count}
      aria-posinset={row.place}
      style={placeOf(place)}
      className="absolute inset-x-0"
    >
      <button
        type="button"
        onClick={() => onOpen(user)}
        className="flex size-full items-center gap-2.5 rounded-lg px-2 hover:bg-surface-2"
      >
        <PersonAvatar user={user} size={28} status={shownAs(user)} />
        <CalledName user={user} className={user.status === 'offline' ? 'text-quiet' : undefined} />
        <StatusSign user={user} />
        <GuestMark user={user} />
        {user.id === me.id && <span className="shrink-0 text-12 text-quiet">{t('members.you')}</span>}
        {role > 0 && (
          <span className="ms-auto shrink-0 text-12 text-quiet">{t(ROLE_NAMES[roleName(role)])}</span>
        )}
        <span className="sr-only">{t(`presence.${shownAs(user)}`)}</span>
      </button>
    </li>
  );
}

const placeOf = ({ start, size }: Pick<Drawn, 'start' | 'size'>): CSSProperties => ({
  height: size,
  transform: `translateY(${start}px)`,
});

/** The arrow keys lead from one person to the next. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(document.activeElement instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
