import type { Invite, InviteWay, Room } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { ErrorNote } from '../../ui';
import { InviteRow } from '../../ui/InviteRow';
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
          <InviteRow
            key={invite.id}
            invite={invite}
            kind={`${t(WAYS[invite.way])} · `}
            onRevoke={() => void revoke(invite)}
          />
        ))}
      </ul>
    </section>
  );
}
