/** Servers that nobody has set up otherwise mute whoever sends more than five in ten seconds. */
const MESSAGES = 4;
const WINDOW_MS = 10_500;

/** Keeps a text that was sent in many parts below what looks like a flood. Counts what any tab of mine has sent. */
export function createPartPace() {
  /** When each of my latest messages was first known to be in its room, by room and key. */
  const arrived = new Map<string, Map<string, number>>();

  function note(roomId: string, clientMsgId: string) {
    const mine = arrived.get(roomId) ?? new Map<string, number>();
    arrived.set(roomId, mine);
    if (!mine.has(clientMsgId)) mine.set(clientMsgId, performance.now());
  }

  /** How long the next part has to wait, in ms. */
  function waitMs(roomId: string): number {
    const mine = arrived.get(roomId);
    if (!mine) return 0;
    const now = performance.now();
    for (const [clientMsgId, at] of mine) if (now - at >= WINDOW_MS) mine.delete(clientMsgId);
    const times = [...mine.values()].sort((one, other) => one - other);
    const hindering = times[times.length - MESSAGES];
    return hindering === undefined ? 0 : WINDOW_MS - (now - hindering);
  }

  return { note, waitMs };
}
