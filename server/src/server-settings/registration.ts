import type { ErrorCode, Registration } from '@chatket/contract';

export interface RegistrationPolicy {
  registration: Registration;
  domains: readonly string[];
}

/** What is known of somebody who has proven a name that has no account. */
export interface Newcomer {
  /** By a link that lets people into a room now. */
  isInvited: boolean;
  /** A mail address that they have proven to be theirs. */
  address?: string | undefined;
}

/** Why no account is made for them; undefined where one is. */
export function registrationProblem(
  { registration, domains }: RegistrationPolicy,
  { isInvited, address }: Newcomer,
): Extract<ErrorCode, 'REGISTRATION_CLOSED' | 'INVITE_NEEDED' | 'ADDRESS_NOT_ALLOWED'> | undefined {
  switch (registration) {
    case 'open':
      return undefined;
    case 'closed':
      return 'REGISTRATION_CLOSED';
    case 'invite':
      return isInvited ? undefined : 'INVITE_NEEDED';
    case 'domains':
      return domains.includes(domainOf(address)) ? undefined : 'ADDRESS_NOT_ALLOWED';
  }
}

/** Behind the last @: what stands before may hold others. */
function domainOf(address = ''): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
