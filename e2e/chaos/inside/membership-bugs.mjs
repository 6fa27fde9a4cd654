import { setTimeout as delay } from 'node:timers/promises';
import { wrap } from './load-server.mjs';

const LATE_MS = 50;

/** Servers that are wrong about who is put out of a room. */
export const MEMBERSHIP_BUGS = {
  /** The connections of somebody who was put out stay in the room. */
  forget_eviction({ SocketIoFanout }) {
    wrap(SocketIoFanout, 'evict', () => () => Promise.resolve());
  },

  /** They leave it, and a moment too late. */
  late_eviction({ SocketIoFanout }) {
    wrap(
      SocketIoFanout,
      'evict',
      (evict) =>
        function (userId, roomId) {
          void delay(LATE_MS).then(() => evict.call(this, userId, roomId));
          return Promise.resolve();
        },
    );
  },

  /** Nobody is told of it who stays. */
  hide_removals({ GaplessPublisher }) {
    const isTold = ({ kind }) => kind !== 'member';
    wrap(
      GaplessPublisher,
      'offer',
      (offer) =>
        function (segment) {
          return offer.call(this, { ...segment, entries: segment.entries.filter(isTold) });
        },
    );
  },
};
