import type { Invite } from '@chatket/contract';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n';
import { useNow } from '../lib';
import { Button } from './Button';

interface InviteRowProps {
  invite: Pick<Invite, 'maxUses' | 'uses' | 'createdBy' | 'expiresAt'>;
  /** What kind of link it is. */
  kind?: ReactNode;
  onRevoke: () => void;
}

/** A link of a room or of the server: how many came by it, until when it works, and its end. */
export function InviteRow({ invite, kind, onRevoke }: InviteRowProps) {
  const { t, time, number } = useLocale();
  const now = new Date(useNow(60_000));
  const { maxUses, uses, createdBy, expiresAt } = invite;
  const until = time.moment(new Date(expiresAt), now);
  return (
    <li className="flex items-center gap-3 py-2">
      <p className="min-w-0 flex-1 text-13">
        <span className="block font-medium">
          {kind}
          <span className="tabular-nums">
            {maxUses === undefined
              ? t('invites.came', { count: uses })
              : t('invites.cameOf', { count: number(uses), most: number(maxUses) })}
          </span>
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
