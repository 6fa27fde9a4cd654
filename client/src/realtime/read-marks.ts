import {
  LIMITS,
  type ClientEvent,
  type ClientPayload,
  type RoomRead,
  type RoomUnread,
} from '@chatket/contract';
import { fullJitter } from '../lib';
import type { Transport } from './transport';

const PAUSE_MS = 400;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Tells the server up to where I have read, at most once per pause, and at once where I went back or said so; what could not be told
 * is told again, by and by or with the next connection.
 */
export function createReadMarks(transport: Transport) {
  const reads = new Map<string, RoomRead>();
  /** Said with their threads: that holds also where somebody has gone back since. */
  const withThreads = new Map<string, RoomRead>();
  const backs = new Map<string, RoomUnread>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = Promise.resolve();
  let failures = 0;
  let isConnected = false;

  /**
   * @param version how often I had gone back in the room by then
   * @param threads `all`: what is said in its threads is read as well
   */
  function mark(roomId: string, seq: number, version = 0, threads?: 'all') {
    const read = { roomId, seq, ...(version > 0 && { version }) };
    if (threads) {
      withThreads.set(roomId, { ...read, threads: true });
      if (isCovered(reads.get(roomId), seq, version)) reads.delete(roomId);
      // Who says so may leave at once.
      return tellAll();
    }
    if (isKnown(reads.get(roomId), seq, version) || isKnown(withThreads.get(roomId), seq, version)) return;
    reads.set(roomId, read);
    timer ??= setTimeout(tellAll, PAUSE_MS);
  }

  /**
   * From this message on the room is unread: what waits of it was read before.
   * @param version how often I have gone back in it now: the server does it once under each
   */
  function goBack(roomId: string, seq: number, version?: number) {
    reads.delete(roomId);
    backs.set(roomId, { roomId, seq, ...(version !== undefined && { version }) });
    tellAll();
  }

  /** One after the other: what is said later shall be heard later. */
  function tellAll() {
    clearTimeout(timer);
    timer = undefined;
    telling = telling.then(async () => {
      if (await tell()) failures = 0;
      else if (isConnected) {
        timer ??= setTimeout(tellAll, fullJitter(failures));
        failures += 1;
      }
    });
  }

  /** Whether all of it is told. */
  async function tell(): Promise<boolean> {
    for (const [roomId, back] of [...backs]) {
      if (!(await isTold('room:unread', back))) return false;
      if (backs.get(roomId) === back) backs.delete(roomId);
    }
    return (await tellThese(withThreads)) && (await tellThese(reads));
  }

  async function tellThese(waiting: Map<string, RoomRead>): Promise<boolean> {
    for (const all = [...waiting.values()]; all.length > 0;) {
      const rooms = all.splice(0, LIMITS.readRoomsMax);
      const [first] = rooms;
      const isHeard =
        rooms.length === 1 && first
          ? await isTold('room:read', first)
          : await isTold('rooms:read', { rooms });
      if (!isHeard) return false;
      for (const read of rooms) if (waiting.get(read.roomId) === read) waiting.delete(read.roomId);
    }
    return true;
  }

  /** Whether it need not be said again. */
  async function isTold<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<boolean> {
    const answer = await transport.request(event, payload, ANSWER_TIMEOUT_MS).catch(() => undefined);
    return answer !== undefined && (answer.success || !answer.retryable);
  }

  function disconnected() {
    isConnected = false;
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    mark,
    goBack,
    connected: () => {
      isConnected = true;
      failures = 0;
      tellAll();
    },
    disconnected,
    stop: disconnected,
  };
}

/** Whether this much is told already by what waits. */
function isKnown(waiting: RoomRead | undefined, seq: number, version: number): boolean {
  return waiting !== undefined && (waiting.version ?? 0) === version && seq <= waiting.seq;
}

/** Whether what waits tells no more than this. */
function isCovered(waiting: RoomRead | undefined, seq: number, version: number): boolean {
  return waiting !== undefined && (waiting.version ?? 0) <= version && waiting.seq <= seq;
}
