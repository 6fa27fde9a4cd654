import { defineEvent } from '../events/index.js';

/** People were told of something; what is silent stands in their lists only. */
export const alertsMade = defineEvent<Record<string, never>>('alerts.made');
