import type { UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

/**
 * An account was made, by its first login; the answer to that waits for the listeners. Announced again at the next login
 * when one of them has failed or the process has died meanwhile.
 */
export const accountMade = defineEvent<{ user: UserRef }>('account.made');

/** Somebody has proven who they are; the answer waits for the listeners. */
export const loggedIn = defineEvent<{ user: UserRef }>('account.logged-in');

/** Somebody is called something else now, on this process as on all others: whoever remembers names forgets the old one. */
export const personRenamed = defineEvent<{ user: UserRef }>('person.renamed');

/** Somebody is invisible now, or does not want to be disturbed, or no longer: on this process as on all others. */
export const presenceChosen = defineEvent<{ userId: string }>('presence.chosen');

/** New names may have been told while this process did not hear: what is remembered of people is read anew. */
export const namesUnsure = defineEvent<object>('people.names-unsure');

/** Nobody logs in with an account any more, or they do again. */
export const accountClosed = defineEvent<{ userId: string }>('account.closed');

/**
 * Of a deleted account nothing waits for a moderator any more, in these rooms: of what asked to come in, and of what was
 * held. It may be told again.
 */
export const waitsNoMore = defineEvent<{ userId: string; requestRooms: string[]; heldRooms: string[] }>(
  'account.waits-no-more',
);
