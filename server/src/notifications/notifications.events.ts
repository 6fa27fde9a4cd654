import { defineEvent } from '../events/index.js';
import type { AlertRow } from './alerts.repository.js';

/** People were told of messages; those that are silent stand in their lists only. */
export const alertsMade = defineEvent<{ alerts: readonly AlertRow[] }>('alerts.made');
