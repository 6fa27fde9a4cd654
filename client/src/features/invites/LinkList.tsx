import type { Invite, InviteWay, Room } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import type { InviteApi } from './invite-api';
import { useLoaded } from '../../lib/use-loaded';

interface LinkListProps {
  room: Room;
  api: InviteApi;
}

const WAYS = {
  join: 'invites.linkJoin',
  ask: 'invites.linkAsk',
  guest: 'invites.linkGuest',
} as const satisfies Record<InviteWay, string>;

/** The links of a room that still work: one's own, as a moderator those of all. Mount it anew to read it anew. */
export function LinkList({ room, api }: LinkListProps) {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const [goneIds, setGoneIds] = useState<readonly string[]>([]);
  const { loaded, reload } = useLoaded(useCallback(() => api.list(room.id), [api, room.id]));

  async function revoke({ id }: Invite) {
    try {
      await api.revoke(room.id, id);
      setGoneIds((ids) => [...ids, id]);
      toasts.actions.show(t('invites.revoked'));
    } catch (problem) {
      toasts.actions.show(explain(problem));
    }
  }

  const links = loaded.state === 'ready' ? loaded.value.filter(({ id }) => !goneIds.includes(id)) : [];
  return (
    <section aria-labelledby="links-heading">
      <h3 id="links-heading" className="mb-1 text-13 font-bold">
        {t('invites.list')}
      </h3>
      {loaded.state === 'failed' && <ErrorNote onRetry={reload}>{t('invites.failed')}</ErrorNote>}
      {loaded.state === 'ready' && links.length === 0 && (
        <p className="text-13 text-quiet">{t('invites.none')}</p>
      )}
      <ul className="divide-y divide-line">
        {links.map((invite) => (
          <LinkRow key={invite.id} invite={invite} onRevoke={() => void revoke(invite)} />
        ))}
      </ul>
    </section>
  );
}

function LinkRow({ invite, onRevoke }: { invite: Invite; onRevoke: () => void }) {
  const { t, time, number } = useLocale();
  const now = useNow(60_000);
  const until = time.moment(new Date(invite.expiresAt), new Date(now));
  const { maxUses, uses, way, createdBy } = invite;
  const came =
    maxUses === undefined
      ? t('invites.came', { count: uses })
      : t('invites.cameOf', { count: number(uses), most: number(maxUses) });
  return (
    <li className="flex items-center gap-3 py-2">
      <p className="min-w-0 flex-1 text-13">
        <span className="block font-medium">
          {t(WAYS[way])} · <span className="tabular-nums">{came}</span>
        </span>
        <span className="block truncate text-quiet">
          {t('invites.until', { time: until })} · {t('invites.by', { name: createdBy.username })}
        </span>
      </p>
      <Button
        look="quiet"
        aria-label={t('invites.revokeNamed', { time: until, name: createdBy.username })}
        onClick={onRevoke}
      >
        {t('invites.revoke')}
      </Button>
    </li>
  );
}
