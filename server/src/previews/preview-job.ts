import { defineJob } from '../jobs/index.js';

/** A message that links somewhere was said or edited. */
export const PREVIEW_MESSAGE = defineJob<{ messageId: string; since: number }>('previews:message');
/** Forgets what is not shown any more. */
export const SWEEP_PREVIEWS = defineJob('previews:sweep');

/** The key of its job: one a message. */
export const keyOf = (messageId: string) => `preview:${messageId}`;
