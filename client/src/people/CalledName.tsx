import type { UserRef } from '@chatket/contract';
import { cx } from '../lib';
import { useLocale } from '../i18n';
import { useProfile } from '../store';
import { called, handleBeside, handleOf } from './called';
import { personName } from './person-name';
import { useCurrentName } from './use-current-name';

interface CalledNameProps {
  user: UserRef;
  /** Of the name; the handle beside it is always quiet. */
  className?: string;
  /** A handle that stands alone has its @ as well: it is what will be written. */
  hasAt?: boolean;
}

/** What somebody is called, with the handle beside it where that is another: the one way in which people are shown. */
export function CalledName({ user, className, hasAt }: CalledNameProps) {
  const profile = useProfile(user.id);
  const { t } = useLocale();
  const handle = handleBeside(user, profile);
  const name = personName(t, { username: handleOf(user, profile) });
  useCurrentName(user, profile);
  return (
    <>
      <bdi
        dir="auto"
        title={called(t, user, profile)}
        className={cx('min-w-0 truncate text-left mirrored:text-right', className)}
      >
        {handle === undefined ? `${hasAt ? '@' : ''}${name}` : profile?.displayName}
      </bdi>
      {handle !== undefined && (
        <>
          {' '}
          <bdi className="min-w-8 shrink-2 truncate text-12 font-normal text-quiet">@{handle}</bdi>
        </>
      )}
    </>
  );
}

/** The sign of what somebody does, if they tell. */
export function StatusSign({ user }: { user: UserRef }) {
  const { status } = useProfile(user.id) ?? {};
  if (!status?.emoji) return null;
  return (
    <span role="img" aria-label={status.text ?? status.emoji} title={status.text} className="shrink-0">
      {status.emoji}
    </span>
  );
}
