import { useLocale } from '../../i18n';
import { EmailPart } from './EmailPart';
import { FactorPart } from './FactorPart';
import { PasskeysPart } from './PasskeysPart';
import { PasswordPart } from './PasswordPart';

/** How I prove who I am. */
export function SecurityPart() {
  const { t } = useLocale();
  return (
    <section aria-label={t('security.title')} className="space-y-4">
      <EmailPart />
      <PasskeysPart />
      <PasswordPart />
      <FactorPart />
    </section>
  );
}
