import type { AuthMethod } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';
import { EmailPart } from './EmailPart';
import { FactorPart } from './FactorPart';
import { OidcPart } from './OidcPart';
import { PasskeysPart } from './PasskeysPart';
import { PasswordPart } from './PasswordPart';
import { PhonePart } from './PhonePart';

/** How I prove who I am. What this server does not know is not asked for: it would answer that there is no such thing. */
export function SecurityPart() {
  const { t } = useLocale();
  const isOnline = useStore(useChatStores().connection, (state) => state.isOnline);
  const { known: config } = useLoaded(useApi().config, isOnline);
  const has = (method: AuthMethod) => config?.authMethods.includes(method) === true;
  return (
    <section aria-label={t('security.title')} className="space-y-4">
      <EmailPart />
      <PhonePart />
      {has('oidc') && <OidcPart />}
      {has('passkey') && <PasskeysPart />}
      {has('password') && <PasswordPart />}
      <FactorPart />
    </section>
  );
}
