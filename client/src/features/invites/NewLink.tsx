import { decide, type CreateInviteBody, type InviteWay, type Room, ROLES } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Segmented } from '../../ui/Segmented';
import { SelectField } from '../../ui/SelectField';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const LIVES = [HOUR, DAY, 7 * DAY, 30 * DAY];
const USES = [1, 5, 25];

interface NewLinkProps {
  room: Room;
  hasGuests: boolean;
  isBusy: boolean;
  onMake: (body: CreateInviteBody) => void;
}

/** How a link is to be: what it does, how long it works and for how many, what those who come become. */
export function NewLink({ room, hasGuests, isBusy, onMake }: NewLinkProps) {
  const { t } = useLocale();
  const [way, setWay] = useState<InviteWay>('join');
  const [life, setLife] = useState(String(7 * DAY));
  const [uses, setUses] = useState('');
  const [role, setRole] = useState(String(ROLES.member));
  const mine = room.role ?? ROLES.member;
  const mayBringGuests = hasGuests && decide('inviteGuests', { role: mine, kind: room.kind }).isAllowed;
  const roles = [
    { value: ROLES.member, label: t('invites.roleMember') },
    { value: ROLES.moderator, label: t('invites.roleModerator') },
    { value: ROLES.admin, label: t('invites.roleAdmin') },
  ].filter(
    ({ value }) => value === ROLES.member || decide('setRole', { role: mine, newRole: value }).isAllowed,
  );

  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onMake({
          way,
          expiresIn: Number(life),
          ...(uses && { maxUses: Number(uses) }),
          ...(way === 'join' && { role: Number(role) }),
        });
      }}
    >
      <Segmented
        label={t('invites.way')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'join', label: t('invites.wayJoin') },
          { value: 'ask', label: t('invites.wayAsk') },
          ...(mayBringGuests ? [{ value: 'guest' as const, label: t('invites.wayGuest') }] : []),
        ]}
        hint={t(HINTS[way])}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t('invites.expires')}
          value={life}
          onChange={setLife}
          options={LIVES.map((seconds) => ({
            value: String(seconds),
            label:
              seconds < DAY
                ? t('invites.hours', { count: seconds / HOUR })
                : t('invites.days', { count: seconds / DAY }),
          }))}
        />
        <SelectField
          label={t('invites.uses')}
          value={uses}
          onChange={setUses}
          options={[
            { value: '', label: t('invites.usesAny') },
            ...USES.map((count) => ({ value: String(count), label: t('invites.usesMost', { count }) })),
          ]}
        />
        {way === 'join' && roles.length > 1 && (
          <SelectField
            label={t('invites.role')}
            value={role}
            onChange={setRole}
            options={roles.map(({ value, label }) => ({ value: String(value), label }))}
          />
        )}
      </div>
      <Button type="submit" look="primary" isBusy={isBusy} className="w-full">
        {t('invites.make')}
      </Button>
    </form>
  );
}

const HINTS = {
  join: 'invites.joinHint',
  ask: 'invites.askHint',
  guest: 'invites.guestHint',
} as const satisfies Record<InviteWay, string>;
