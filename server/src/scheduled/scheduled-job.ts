import { defineJob } from '../jobs/index.js';

/** A scheduled message is due. */
export const SEND_SCHEDULED = defineJob<{ id: string }>('scheduled:send');
/** Looks for those that nobody will think of. */
export const SWEEP_SCHEDULED = defineJob('scheduled:sweep');

/** The key of its job: one a message, whatever becomes of its time. */
export const keyOf = (id: string) => `scheduled:${id}`;
