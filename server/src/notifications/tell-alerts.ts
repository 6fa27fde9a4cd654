import type { EventBus } from '../events/index.js';
import type { Fanout } from '../realtime/index.js';
import type { AlertRow } from './alerts.repository.js';
import { alertsMade } from './notifications.events.js';

/** Tells people on their devices of alerts that are kept, and whoever pushes them. */
export function tellAlerts(
  alerts: readonly AlertRow[],
  { fanout, events }: { fanout: Fanout; events: EventBus },
): void {
  for (const { userId, roomId, messageId, because, isSilent } of alerts)
    fanout.toUser(userId, 'alert:new', { roomId, messageId, because, ...(isSilent && { isSilent }) });
  if (alerts.length > 0) events.announce(alertsMade, {});
}
