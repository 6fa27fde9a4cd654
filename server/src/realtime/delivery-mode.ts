import type { DeliveryMode } from './io-rooms.js';

/** How a client wants to be told, as it has announced in its handshake; whatever it does not announce it does not take. */
export function deliveryModeOf({ log, batch }: { log?: unknown; batch?: unknown }): DeliveryMode {
  if (log === 1) return 'log';
  return batch === true ? 'batch' : 'plain';
}
