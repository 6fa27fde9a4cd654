import { loseHints } from './hints.mjs';
import { wrap } from './load-server.mjs';

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
