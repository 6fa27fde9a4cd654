import type { JoinBy } from '@chatket/contract';
import { useLocale, type MessageId } from '../../i18n';
import { SelectField } from '../../ui/SelectField';
import { usualWay } from './form';
import { gateOptions } from './options';
import type { RoomForm } from './use-room-form';
import { WhyNot } from './WhyNot';

const JOIN_HINTS = {
  open: 'roomSettings.joinOpenHint',
  request: 'roomSettings.joinRequestHint',
  invite: 'roomSettings.joinInviteHint',
} as const satisfies Record<JoinBy, MessageId>;

/** Who finds the room, how people come in, what newcomers see, and who brings others in. */
export function PeoplePage({ form: { form, set, refusal } }: { form: RoomForm }) {
  const { t } = useLocale();
  const disabled = refusal('configure') !== undefined;
  return (
    <>
      <WhyNot refusal={refusal('configure')} text="roomSettings.onlyAdmins" />
      <SelectField
        label={t('roomSettings.kind')}
        hint={t(form.kind === 'private' ? 'roomSettings.privateFind' : 'roomSettings.publicFind')}
        value={form.kind}
        disabled={disabled}
        options={[
          { value: 'public', label: t('roomSettings.public') },
          { value: 'private', label: t('roomSettings.private') },
        ]}
        onChange={(kind) => {
          set('kind', kind);
          if (form.joinBy !== 'request') set('joinBy', usualWay(kind));
        }}
      />
      <SelectField
        label={t('roomSettings.joinBy')}
        hint={t(JOIN_HINTS[form.joinBy as JoinBy])}
        value={form.joinBy}
        disabled={disabled}
        options={[
          form.kind === 'private'
            ? { value: 'invite', label: t('roomSettings.joinInvite') }
            : { value: 'open', label: t('roomSettings.joinOpen') },
          { value: 'request', label: t('roomSettings.joinRequest') },
        ]}
        onChange={(way) => set('joinBy', way)}
      />
      <SelectField
        label={t('roomSettings.history')}
        value={form.history}
        disabled={disabled}
        options={[
          { value: 'all', label: t('roomSettings.historyAll') },
          { value: 'sinceJoin', label: t('roomSettings.historySinceJoin') },
        ]}
        onChange={(history) => set('history', history)}
      />
      <SelectField
        label={t('roomSettings.invite')}
        value={form.inviteGate}
        disabled={disabled}
        options={gateOptions(t)}
        onChange={(gate) => set('inviteGate', gate)}
      />
    </>
  );
}
