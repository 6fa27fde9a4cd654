import { setTimeout as delay } from 'node:timers/promises';
import { wrap } from './load-server.mjs';

const LATE_MS = 50;

/** Servers that are wrong about who is put out of a room, and up to where somebody has read it. */
export const MEMBERSHIP_BUGS = {
  /** The connections of somebody who was put out stay in the room. */
  forget_eviction({ SocketIoFanout }) {
    wrap(SocketIoFanout, 'evictHere', () => () => undefined);
  },

  /** They leave it, and a moment too late. */
  late_eviction({ SocketIoFanout }) {
    wrap(
      SocketIoFanout,
      'evictHere',
      (evict) =>
        function (userId, roomId) {
          void delay(LATE_MS).then(() => evict.call(this, userId, roomId));
        },
    );
  },

  /** The connections of a login that has ended stay. */
  keep_revoked({ LivingSockets }) {
    wrap(LivingSockets, 'end', () => () => undefined);
  },

  /** What somebody reads on one device, the others are not told of. */
  hide_reads({ SocketIoFanout }) {
    wrap(
      SocketIoFanout,
      'toUser',
      (toUser) =>
        function (audience, event, payload) {
          if (event !== 'room:read') toUser.call(this, audience, event, payload);
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
