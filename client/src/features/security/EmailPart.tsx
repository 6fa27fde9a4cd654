import type { MyEmail } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { ProvenPart } from './ProvenPart';
import { useAccountState } from './use-account-state';

const PATH = '/me/email';

/** The mail address of my account, where this server sends mails. */
export function EmailPart() {
  const { t, rich } = useLocale();
  const { state, reload } = useAccountState<MyEmail>(PATH);
  if (!state?.canSend) return null;
  const shown = (address: string) => ({ address: <bdi dir="auto">{address}</bdi> });
  return (
    <ProvenPart
      path={PATH}
      name="email"
      value={state.address}
      title={t('security.email')}
      hint={state.address === null ? t('security.noEmail') : rich('security.emailHint', shown(state.address))}
      field={{ label: t('security.emailAddress'), name: 'email', type: 'email', autoComplete: 'email' }}
      sentTo={(address) => rich('security.emailSent', shown(address))}
      words={{
        add: t('security.emailAdd'),
        change: t('security.emailChange'),
        remove: t('security.emailRemove'),
        saved: t('security.emailSaved'),
        taken: t('security.emailTaken'),
      }}
      onChange={reload}
    />
  );
}
