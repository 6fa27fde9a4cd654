import { isBotName, isGuestName, type UserRef } from '@chatket/contract';
import { useLocale } from '../i18n';

/** Stands behind the name of somebody who was let in with nothing but that name, and of a program. */
export function GuestMark({ user }: { user: Pick<UserRef, 'username'> }) {
  const { t } = useLocale();
  const isBot = isBotName(user.username);
  if (!isBot && !isGuestName(user.username)) return null;
  return (
    <span className="shrink-0 rounded border border-line-strong px-1 text-12 text-quiet">
      {t(isBot ? 'account.bot' : 'account.guest')}
    </span>
  );
}
