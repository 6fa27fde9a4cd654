import { loseHints } from './hints.mjs';
import { wrap } from './load-server.mjs';

/** Longer than a run looks at it; what seems to live for more than a minute is taken for a clock that went back. */
const FOR_EVER_MS = 55_000;

/** Servers that are wrong about what other servers have done. */
export const CLUSTER_BUGS = {
  /** What others did not tell is not read: the room goes on behind the hole. */
  no_hole_read({ GaplessPublisher }) {
    wrap(
      GaplessPublisher,
      'readHole',
      () =>
        function (roomId) {
          const pump = this.pumps.get(roomId);
          if (pump?.hasHole) this.publish(roomId, pump, pump.forget());
          this.endMending(roomId);
          return Promise.resolve();
        },
    );
  },

  /** Nobody looks how far rooms reach, and nobody is told. */
  no_heads_poll(server) {
    wrap(server.HeadsPoll, 'look', () => () => Promise.resolve());
    loseHints(server, true);
  },

  /** Who was there by a server that has died is there for ever, as Redis says. */
  no_presence_ttl({ RedisPresenceStore }) {
    // All numbers among the arguments of its scripts are lives.
    const forEver = (value) => (typeof value === 'number' ? FOR_EVER_MS : value);
    wrap(
      RedisPresenceStore,
      'run',
      (run) =>
        function (script, keys, args) {
          return run.call(this, script, keys, args.map(forEver));
        },
    );
  },

  /** While Redis is away nobody counts what people send. */
  limiter_fail_open({ RedisRateLimiter }) {
    wrap(
      RedisRateLimiter,
      'count',
      (count) =>
        function (...args) {
          return this.redis.state === 'up'
            ? count.apply(this, args)
            : Promise.resolve({ isAllowed: true, isCounted: true });
        },
    );
  },

  /** Whoever was put out on another server goes on hearing the room on this one. */
  deaf_to_removals({ LiveDelivery, ClusterFanout }) {
    wrap(LiveDelivery, 'putOut', () => () => undefined);
    wrap(
      ClusterFanout,
      'evict',
      () =>
        function (userId, roomId) {
          this.evictHere(userId, roomId);
          return Promise.resolve();
        },
    );
  },
};
