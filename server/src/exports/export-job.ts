import { defineJob } from '../jobs/index.js';

/** Writes the file that somebody has asked for. */
export const MAKE_EXPORT = defineJob<{ userId: string; id: string }>('personal-export:make', {
  isPatient: true,
});
/** Puts in again what a queue does not know any more, and takes away what is over. */
export const SWEEP_EXPORTS = defineJob('personal-export:sweep');

/** The key of its job: one a person. */
export const keyOf = (userId: string) => `personal-export:${userId}`;
