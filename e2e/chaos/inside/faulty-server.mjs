// Loaded into the server process before its main module (node --import), by the tests of this folder only. The product
// has no hooks for it: methods of its classes are wrapped from outside, so nothing of this can run in production.
import { installBug } from './bugs.mjs';
import { armFailpoint } from './failpoints.mjs';
import { loseHints } from './hints.mjs';
import { watchFiles } from './files.mjs';
import { loadServer } from './load-server.mjs';
import { shiftRedisClock } from './redis-clock.mjs';

const server = await loadServer();
const files = watchFiles(server);
await installBug(process.env.BUG, server);

const realNow = Date.now.bind(Date);
const RealDate = Date;

/** What the test asks for while the server runs. Each order is confirmed, so that the test knows that it is in force. */
const ORDERS = {
  failpoint: ({ name }) => armFailpoint(name, server),
  /** Nothing else runs in this process for so long. */
  stall: ({ ms }) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  },
  /** The wall clock jumps; timers do not. */
  clock: ({ offsetMs }) => shiftClock(offsetMs),
  'lose-hints': ({ isOn }) => loseHints(server, isOn),
  'redis-clock': ({ offsetMs }) => shiftRedisClock(server, offsetMs),
  'kill-children': () => files.killChildren(),
  sweep: () => files.sweep(),
};

process.on('message', async (order) => {
  await ORDERS[order.kind](order);
  process.send?.({ done: order.kind });
});
// A test that was killed takes its server with it.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

function shiftClock(offsetMs) {
  const now = () => realNow() + offsetMs;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static now = now;
  };
}
