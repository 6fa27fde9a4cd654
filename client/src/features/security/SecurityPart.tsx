import { useLocale } from '../../i18n';
import { EmailPart } from './EmailPart';
import { FactorPart } from './FactorPart';
import { OidcPart } from './OidcPart';
import { PasskeysPart } from './PasskeysPart';
import { PasswordPart } from './PasswordPart';
import { PhonePart } from './PhonePart';

/** How I prove who I am. */
export function SecurityPart() {
  const { t } = useLocale();
  return (
    <section aria-label={t('security.title')} className="space-y-4">
      <EmailPart />
      <PhonePart />
      <OidcPart />
      <PasskeysPart />
      <PasswordPart />
      <FactorPart />
    </section>
  );
}
