// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Follower } from './follower.mjs';

const CATCH_UP_MS = 20_000;

/**
 * Clients that are in the room and stop reading, as a phone in a tunnel does.
 * @param {{ port: number, sleepers: import('../topology.mjs').Person[] }} options
 */
export async function stall({ port, sleepers }) {
  const followers = sleepers.map((person) => new Follower({ port, person }));
  for (const follower of followers) {
    await follower.connect();
    await follower.sync();
    follower.connection?.socket?.pause();
  }
  return {
    /** They read again; those the server has let go come back and ask. @param {{ roomId: string, count: number }[]} counts */
    async wakeUp(counts) {
      const heads = Object.fromEntries(counts.map(({ roomId, count }) => [roomId, count]));
      for (const { connection } of followers) connection?.socket?.resume();
      const begin = performance.now();
      let cut = 0;
      for (const follower of followers) {
        while (
          !follower.holds(heads) &&
          follower.connection?.isOpen &&
          performance.now() - begin < CATCH_UP_MS
        )
          await delay(20);
        if (!follower.connection?.isOpen) {
          cut += 1;
          await follower.connect();
          await follower.sync();
        }
        if (!follower.holds(heads)) follower.faults.push('never caught up');
      }
      const caughtUpMs = performance.now() - begin;
      const faults = followers.flatMap((follower) => follower.faults);
      for (const follower of followers) follower.close();
      return { cut, caughtUpMs, faults };
    },
  };
}
