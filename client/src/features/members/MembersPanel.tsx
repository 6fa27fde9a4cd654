import { decide, type Room, type RosterUser } from '@chatket/contract';
import { memo, useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useDelayed } from '../../lib';
import { called } from '../../people';
import { sortMembers, useChatStores } from '../../store';
import { IconButton, Loading, PanelHeader, Skeleton } from '../../ui';
import { BanIcon, CloseIcon, PersonAddIcon } from '../../ui/more-icons';
import { AddPeopleDialog } from './AddPeopleDialog';
import { BansDialog } from './BansDialog';
import { factsOf } from './facts';
import { MemberDialog } from './MemberDialog';
import { MemberList } from './MemberList';
import { memberRows } from './member-rows';
import { useRoles } from './use-roles';

/** Fewer are found by looking. */
const SEARCHED_FROM = 12;

/** A connection that comes in less is not spoken of. */
const AWAY_MS = 1_000;

interface MembersPanelProps {
  room: Room;
  onClose: () => void;
  /** Something was done: where the panel covers the page, what takes it back lies below. */
  onDone?: () => void;
}

type Open = { kind: 'person'; user: RosterUser } | { kind: 'add' } | { kind: 'bans' };

export function MembersPanel({ room, onClose, onDone }: MembersPanelProps) {
  const { t } = useLocale();
  const { me, presence, profiles, connection } = useChatStores();
  const isAway = useDelayed(!useStore(connection, (state) => state.isOnline), AWAY_MS);
  const known = useStore(profiles);
  const roster = useStore(presence, (state) => state.rosters[room.id]);
  const roles = useRoles(room.id);
  const [open, setOpen] = useState<Open>();
  const openPerson = useCallback((user: RosterUser) => setOpen({ kind: 'person', user }), []);
  const close = () => setOpen(undefined);
  const may = (action: 'invite' | 'moderate') => decide(action, factsOf(room, me)).isAllowed;
  const [search, setSearch] = useState('');
  const members = useMemo(() => (roster ? sortMembers(roster) : undefined), [roster]);
  const rows = useMemo(
    () => memberRows(members ?? [], search, roles, (user) => called(t, user, known[user.id])),
    [members, search, roles, known, t],
  );

  return (
    <section aria-label={t('members.title')} className="flex h-full flex-col">
      <PanelHeader className="pe-2.5">
        {/* A field would open the keyboard of a telephone over the list. */}
        <h2 tabIndex={-1} data-first className="min-w-0 flex-1 font-bold outline-none">
          {t('members.title')}
        </h2>
        {may('invite') && (
          <IconButton label={t('members.add')} place="below-end" onClick={() => setOpen({ kind: 'add' })}>
            <PersonAddIcon />
          </IconButton>
        )}
        {may('moderate') && (
          <IconButton label={t('members.bans')} place="below-end" onClick={() => setOpen({ kind: 'bans' })}>
            <BanIcon />
          </IconButton>
        )}
        <IconButton label={t('members.close')} place="below-end" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </PanelHeader>
      {members && members.length >= SEARCHED_FROM && <MemberSearch value={search} onChange={setSearch} />}
      {members ? <MemberList rows={rows} onOpen={openPerson} /> : !isAway && <MembersSkeleton />}
      <p role="status" className="px-4 text-13 text-quiet">
        {!members && isAway && t('members.whenBack')}
        {search.trim() !== '' && rows.length === 0 && t('members.nobody')}
      </p>
      {open?.kind === 'person' && (
        <MemberDialog
          room={room}
          user={open.user}
          onClose={close}
          onDone={() => {
            close();
            onDone?.();
          }}
        />
      )}
      {open?.kind === 'add' && <AddPeopleDialog room={room} onClose={close} />}
      {open?.kind === 'bans' && <BansDialog room={room} onClose={close} />}
    </section>
  );
}

/** Drawn anew only when it changes: the panel is, with every message of the room. */
const MemberSearch = memo(function MemberSearch({
  value,
  onChange,
}: {
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useLocale();
  return (
    <div className="px-4 pb-1">
      <input
        type="search"
        aria-label={t('members.search')}
        placeholder={t('members.search')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full rounded-lg border border-line-strong bg-surface-1 px-2.5 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30 max-md:h-11"
      />
    </div>
  );
});

function MembersSkeleton() {
  const { t } = useLocale();
  return (
    <Loading label={t('members.loading')}>
      {['w-24', 'w-32', 'w-20'].map((width) => (
        <div key={width} className="flex h-10 items-center gap-2.5 px-2">
          <Skeleton isRound className="size-7" />
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
    </Loading>
  );
}
