import { wrap } from './load-server.mjs';

const OF_ROOMS = new Set(['rooms', 'heads', 'evict']);

let isLosing = false;
let isInstalled = false;

/** What this server tells others of rooms gets lost, until it is told otherwise. */
export function loseHints({ CarriedBus }, isOn) {
  isLosing = isOn;
  if (isInstalled) return;
  isInstalled = true;
  wrap(
    CarriedBus,
    'tellOthers',
    (tell) =>
      function (topic, text) {
        return isLosing && OF_ROOMS.has(topic) ? Promise.resolve() : tell.call(this, topic, text);
      },
  );
}
