import type { MyPhone } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { ProvenPart } from './ProvenPart';
import { useAccountState } from './use-account-state';

const PATH = '/me/phone';

/** The phone of my account, where this server sends text messages. */
export function PhonePart() {
  const { t, rich } = useLocale();
  const { state, reload } = useAccountState<MyPhone>(PATH);
  if (!state?.canSend) return null;
  const shown = (number: string) => ({ number: <bdi dir="ltr">{number}</bdi> });
  return (
    <ProvenPart
      path={PATH}
      name="number"
      value={state.number}
      title={t('security.phone')}
      hint={state.number === null ? t('security.noPhone') : rich('security.phoneHint', shown(state.number))}
      field={{
        label: t('security.phoneNumber'),
        hint: t('security.phoneForm'),
        name: 'tel',
        type: 'tel',
        autoComplete: 'tel',
      }}
      sentTo={(number) => rich('security.phoneSent', shown(number))}
      words={{
        add: t('security.phoneAdd'),
        change: t('security.phoneChange'),
        remove: t('security.phoneRemove'),
        saved: t('security.phoneSaved'),
      }}
      onChange={reload}
    />
  );
}
