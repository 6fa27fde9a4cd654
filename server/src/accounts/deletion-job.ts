import { defineJob } from '../jobs/index.js';

/** Rooms are left, and messages deleted, of somebody whose account is gone. */
export const FINISH_DELETION = defineJob<{ userId: string }>('account:finish-deletion');
/** Looks for those that nobody will think of. */
export const SWEEP_DELETIONS = defineJob('account:sweep-deletions');

/** The key of its job: one an account. Of all accounts one at a time, as it takes long. */
export const termsOf = (userId: string) => ({
  key: `account-deletion:${userId}`,
  queue: 'account-deletions',
});
/** SQL: the same key, of the deletion `d`. */
export const KEY_SQL = `'account-deletion:' || d."userId"`;
