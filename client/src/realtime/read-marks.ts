import type { ClientEvent, ClientPayload, RoomRead } from '@chatket/contract';
import type { Transport } from './transport';

const PAUSE_MS = 400;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Tells the server up to where I have read, at most once per pause, and at once where I went back; what could not be told
 * waits for the connection.
 */
export function createReadMarks(transport: Transport) {
  const reads = new Map<string, RoomRead>();
  const backs = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = Promise.resolve();

  /** @param version how often I had gone back in the room by then */
  function mark(roomId: string, seq: number, version = 0) {
    const before = reads.get(roomId);
    if (before && (before.version ?? 0) === version && seq <= before.seq) return;
    reads.set(roomId, { roomId, seq, ...(version > 0 && { version }) });
    timer ??= setTimeout(tellAll, PAUSE_MS);
  }

  /** From this message on the room is unread: what waits of it was read before. */
  function goBack(roomId: string, seq: number) {
    reads.delete(roomId);
    backs.set(roomId, seq);
    tellAll();
  }

  /** One after the other: what is said later shall be heard later. */
  function tellAll() {
    clearTimeout(timer);
    timer = undefined;
    telling = telling.then(tell);
  }

  async function tell() {
    for (const [roomId, seq] of [...backs]) {
      if (!(await isTold('room:unread', { roomId, seq }))) return;
      if (backs.get(roomId) === seq) backs.delete(roomId);
    }
    const rooms = [...reads.values()];
    const [first] = rooms;
    if (!first) return;
    const isHeard =
      rooms.length > 1 ? await isTold('rooms:read', { rooms }) : await isTold('room:read', first);
    if (!isHeard) return;
    for (const read of rooms) if (reads.get(read.roomId) === read) reads.delete(read.roomId);
  }

  /** Whether it need not be said again. */
  async function isTold<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<boolean> {
    const answer = await transport.request(event, payload, ANSWER_TIMEOUT_MS).catch(() => undefined);
    return answer !== undefined && (answer.success || !answer.retryable);
  }

  return { mark, goBack, connected: tellAll, stop: () => clearTimeout(timer) };
}
