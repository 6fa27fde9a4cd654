import {
  type Ack,
  isChange,
  isMessageChange,
  lineOf,
  type LogEntry,
  type RoomLog,
  type RoomSyncResult,
} from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import type { Recorder } from '../history';
import { stateOf } from '../message-state';
import { shownChange, shownLine } from './copy';

interface Options {
  url: string;
  token: string;
  rooms: readonly string[];
  record: Recorder;
}

/** So far behind the head a newcomer asks: what the server remembers, and what it has to read. */
const DISTANCES = [20, 100, 1_500];
/** The server is made to remember so much, which is more than the first of them. */
const REMEMBERED = 60;
const TIMEOUT_MS = 10_000;

/** Lets a connection that follows nothing yet ask for what lies behind some positions, and records what it is told. */
export async function recordNewcomer({ url, token, rooms, record }: Options): Promise<void> {
  const auth = { token, batch: true, log: 1 };
  const socket = io(url, { auth, transports: ['websocket'], forceNew: true });
  try {
    for (const room of rooms) {
      const { headSeq } = (await sync(socket, room, undefined)).result;
      for (const distance of DISTANCES)
        await recordFrom(socket, room, Math.max(0, headSeq - distance), record);
    }
  } finally {
    socket.disconnect();
  }
}

/** Has the server read the newest of a room: from then on it remembers what comes. */
export async function askForNewest(
  { url, token }: Pick<Options, 'url' | 'token'>,
  room: string,
): Promise<void> {
  const socket = io(url, { auth: { token, batch: true, log: 1 }, transports: ['websocket'], forceNew: true });
  try {
    const { headSeq } = (await sync(socket, room, undefined)).result;
    await sync(socket, room, Math.max(0, headSeq - REMEMBERED));
  } finally {
    socket.disconnect();
  }
}

async function recordFrom(socket: Socket, room: string, from: number, record: Recorder): Promise<void> {
  const entries: LogEntry[] = [];
  for (let cursor = from, isDone = false; !isDone;) {
    const page = await sync(socket, room, cursor);
    entries.push(...page.entries);
    cursor = page.result.lastSeq;
    isDone = !page.result.hasMore;
  }
  const messages = entries.flatMap((entry) =>
    isChange(entry) ? [] : [[entry.seq, stateOf(entry)] as const],
  );
  const changes = entries.flatMap((entry) =>
    isMessageChange(entry) ? [{ what: shownChange(entry), line: stateOf(entry.message) }] : [],
  );
  const lines = entries.flatMap((entry) => {
    const line = lineOf(entry);
    return line ? [shownLine(room, line)] : [];
  });
  record({ k: 'synced', room, from, messages, changes, lines });
}

async function sync(
  socket: Socket,
  roomId: string,
  lastSeq: number | undefined,
): Promise<{ entries: LogEntry[]; result: RoomSyncResult }> {
  const entries: LogEntry[] = [];
  const take = (log: RoomLog) => {
    if (log.roomId === roomId) entries.push(...log.entries);
  };
  socket.on('room:log', take);
  const ack = (await socket
    .timeout(TIMEOUT_MS)
    .emitWithAck('rooms:sync', { rooms: [{ roomId, lastSeq }] })) as Ack<{
    results: RoomSyncResult[];
  }>;
  socket.off('room:log', take);
  const result = ack.success ? ack.results[0] : undefined;
  if (!result) throw new Error(`a newcomer is not told of room ${roomId}`);
  return { entries, result };
}
