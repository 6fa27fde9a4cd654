import type { RosterUser } from '@chatket/contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { sortMembers, useChatStores } from '../../store';
import { Avatar, CloseIcon, IconButton, Loading, PanelHeader, Skeleton } from '../../ui';

interface MembersPanelProps {
  roomId: string;
  onClose: () => void;
}

export function MembersPanel({ roomId, onClose }: MembersPanelProps) {
  const { t } = useLocale();
  const { presence } = useChatStores();
  const roster = useStore(presence, (state) => state.rosters[roomId]);
  const members = useMemo(() => (roster ? sortMembers(roster) : undefined), [roster]);

  return (
    <section aria-label={t('members.title')} className="flex h-full flex-col">
      <PanelHeader className="pe-2.5">
        <h2 className="min-w-0 flex-1 font-bold">{t('members.title')}</h2>
        <IconButton label={t('members.close')} place="below-end" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </PanelHeader>
      <div tabIndex={0} className="safe-bottom min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-2">
        {members ? (
          <>
            <MemberGroup
              title={t('members.online')}
              members={members.filter((user) => user.status === 'online')}
            />
            <MemberGroup
              title={t('members.offline')}
              members={members.filter((user) => user.status === 'offline')}
            />
          </>
        ) : (
          <MembersSkeleton />
        )}
      </div>
    </section>
  );
}

function MemberGroup({ title, members }: { title: string; members: readonly RosterUser[] }) {
  const { t } = useLocale();
  const { me } = useChatStores();
  if (members.length === 0) return null;
  return (
    <div className="mb-3">
      <h3 className="flex h-8 items-center gap-1.5 px-2 text-12 font-medium text-quiet">
        {title} <span className="tabular-nums">{members.length}</span>
      </h3>
      <ul aria-label={title}>
        {members.map((user) => (
          <li
            key={user.id}
            className="flex h-10 items-center gap-2.5 rounded-lg px-2 compact:h-8 max-md:h-12"
          >
            <Avatar user={user} size={28} status={user.status} />
            <bdi
              dir="auto"
              title={user.username}
              className={`min-w-0 truncate text-left mirrored:text-right ${user.status === 'offline' ? 'text-quiet' : ''}`}
            >
              {user.username}
            </bdi>
            {user.id === me.id && <span className="shrink-0 text-12 text-quiet">{t('members.you')}</span>}
            <span className="sr-only">
              {t(user.status === 'online' ? 'members.isOnline' : 'members.isOffline')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

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
