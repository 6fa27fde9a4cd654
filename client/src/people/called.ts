import type { Profile, UserRef } from '@chatket/contract';
import type { Translate } from '../i18n';
import { personName } from './person-name';

type Handle = Pick<UserRef, 'username'>;

/** Under which handle somebody goes now: what was kept on the device may be older than what the server tells of them. */
export function handleOf(user: Handle, profile: Profile | undefined): string {
  return profile?.username ?? user.username;
}

/** The handle, where it is something else than the name that is shown. */
export function handleBeside(user: Handle, profile: Profile | undefined): string | undefined {
  const name = profile?.displayName;
  const handle = handleOf(user, profile);
  return name === undefined || name === handle ? undefined : handle;
}

/** What somebody is called where there is nothing but text: never without the handle. */
export function called(t: Translate, user: Handle, profile: Profile | undefined): string {
  const handle = handleBeside(user, profile);
  return handle === undefined
    ? personName(t, { username: handleOf(user, profile) })
    : `${profile?.displayName ?? ''} (@${handle})`;
}
