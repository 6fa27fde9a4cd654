import { exclusive, fullJitter } from '../lib';

export type Outcome =
  /** Nothing is left to do. */
  | { kind: 'empty' }
  | { kind: 'done' }
  | { kind: 'retry'; afterMs?: number }
  | { kind: 'too-early'; waitMs: number };

interface Options {
  /** Names the locks that keep tabs from sending the same item. */
  scope: string;
  /** Does what is first in a room. Only one tab does so at a time. */
  doFirst: (roomId: string) => Promise<Outcome>;
  /** Whether something in the room could be done now. */
  isDue: (roomId: string) => boolean;
  /** After how many ms something in the room becomes due by itself. */
  dueIn: (roomId: string) => number | undefined;
}

/** Works a room's items off one after the other while there is a connection, with growing pauses while it fails. */
export function createOutboxDrain({ scope, doFirst, isDue, dueIn }: Options) {
  const draining = new Set<string>();
  /** Ends the pause before a room's next attempt. */
  const pauses = new Map<string, () => void>();
  const alarms = new Map<string, ReturnType<typeof setTimeout>>();
  let isConnected = false;

  async function drain(roomId: string) {
    if (draining.has(roomId)) return;
    draining.add(roomId);
    let failures = 0;
    while (isConnected) {
      const outcome = await exclusive(`${scope}:${roomId}`, () => doFirst(roomId)).catch((): Outcome => ({
        kind: 'retry',
      }));
      if (outcome.kind === 'empty') break;
      if (outcome.kind === 'done') failures = 0;
      else if (outcome.kind === 'too-early') await pause(roomId, outcome.waitMs);
      else if (isConnected) {
        await pause(roomId, outcome.afterMs ?? fullJitter(failures));
        failures += 1;
      }
    }
    draining.delete(roomId);
    if (!isConnected) return;
    // An item may have been added, or the connection may have returned, between the last look and this line.
    if (isDue(roomId)) void drain(roomId);
    else setAlarm(roomId);
  }

  function setAlarm(roomId: string) {
    const waitMs = dueIn(roomId);
    clearTimeout(alarms.get(roomId));
    if (waitMs !== undefined)
      alarms.set(
        roomId,
        setTimeout(() => void drain(roomId), waitMs),
      );
  }

  function pause(roomId: string, ms: number) {
    return new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(roomId);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.set(roomId, end);
    });
  }

  return {
    drain: (roomId: string) => void drain(roomId),
    connected: () => {
      isConnected = true;
    },
    disconnected: () => {
      isConnected = false;
      for (const end of [...pauses.values()]) end();
      for (const alarm of alarms.values()) clearTimeout(alarm);
    },
  };
}
