import type { UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

/**
 * An account was made, by its first login; the answer to that waits for the listeners. Announced again at the next login
 * when one of them has failed or the process has died meanwhile.
 */
export const accountMade = defineEvent<{ user: UserRef }>('account.made');

/** Somebody has proven who they are; the answer waits for the listeners. */
export const loggedIn = defineEvent<{ user: UserRef }>('account.logged-in');

/** Nobody logs in with an account any more, or they do again. */
export const accountClosed = defineEvent<{ userId: string }>('account.closed');
