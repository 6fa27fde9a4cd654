import type { Ban, Room } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { PersonAvatar, personName } from '../../people';
import { Button, ErrorNote } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { useMembersApi } from './use-members-api';
import { useOrders } from './use-orders';

/** Who may not come in, and letting them in again. */
export function BansDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t, time } = useLocale();
  const api = useMembersApi();
  const { liftBan } = useOrders(room);
  const [bans, setBans] = useState<readonly Ban[]>();
  const [cursor, setCursor] = useState<string>();
  const [error, setError] = useState<string>();

  const load = useCallback(
    (from?: string) =>
      api.bans(room.id, { cursor: from }).then(
        ({ body, nextCursor }) => {
          setBans((known) => [...(from === undefined ? [] : (known ?? [])), ...body]);
          setCursor(nextCursor);
          setError(undefined);
        },
        (failure: unknown) => setError(explain(failure)),
      ),
    [api, room.id],
  );
  useEffect(() => void load(), [load]);

  async function lift({ user }: Ban) {
    if (await liftBan(user)) setBans((known) => known?.filter((ban) => ban.user.id !== user.id));
  }

  return (
    <Dialog title={t('members.bans')} onClose={onClose}>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {bans?.length === 0 && <p className="text-13 text-quiet">{t('members.noBans')}</p>}
      <ul aria-label={t('members.bans')}>
        {bans?.map((ban) => (
          <li key={ban.user.id} className="flex items-center gap-2.5 py-1.5">
            <PersonAvatar user={ban.user} size={28} />
            <div className="min-w-0 flex-1">
              <bdi dir="auto" className="block truncate text-13 font-medium">
                {ban.user.username}
              </bdi>
              <p className="text-12 wrap-anywhere text-quiet">
                {ban.until === undefined
                  ? t('members.bannedBy', { name: personName(t, ban.by) })
                  : t('members.bannedUntil', {
                      name: personName(t, ban.by),
                      when: time.full(new Date(ban.until)),
                    })}
                {ban.reason !== undefined && ` ${ban.reason}`}
              </p>
            </div>
            <Button
              size="small"
              aria-label={t('members.unbanOf', { name: ban.user.username })}
              onClick={() => void lift(ban)}
            >
              {t('members.unban')}
            </Button>
          </li>
        ))}
      </ul>
      {cursor !== undefined && (
        <Button className="mt-2 w-full" onClick={() => void load(cursor)}>
          {t('members.more')}
        </Button>
      )}
    </Dialog>
  );
}
