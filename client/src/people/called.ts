import type { Profile, UserRef } from '@chatket/contract';

/** The handle, where it is something else than the name that is shown. */
export function handleBeside(
  user: Pick<UserRef, 'username'>,
  profile: Profile | undefined,
): string | undefined {
  const name = profile?.displayName;
  return name === undefined || name === user.username ? undefined : user.username;
}

/** What somebody is called where there is nothing but text: never without the handle. */
export function called(user: Pick<UserRef, 'username'>, profile: Profile | undefined): string {
  const handle = handleBeside(user, profile);
  return handle === undefined ? user.username : `${profile?.displayName ?? ''} (@${handle})`;
}
