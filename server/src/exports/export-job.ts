import { defineJob } from '../jobs/index.js';

/** Writes the file that somebody has asked for. */
export const MAKE_EXPORT = defineJob<{ userId: string; id: string }>('personal-export:make', {
  isPatient: true,
});
/** Puts in again what a queue does not know any more, and takes away what is over. */
export const SWEEP_EXPORTS = defineJob('personal-export:sweep');

/** The key of its job: one a person. Of all persons one at a time, as it takes long. */
export const termsOf = (userId: string) => ({ key: `personal-export:${userId}`, queue: 'personal-exports' });
/** SQL: the same key, of the export `e`. */
export const KEY_SQL = `'personal-export:' || e."userId"`;
