import { LIMITS, type LogEntry, type MyReactions } from '@chatket/contract';
import { fullJitter } from '../lib';
import type { Delivery, RoomPosition } from './delivery';
import { createRoomTrack, type RoomTrack } from './room-track';
import type { Transport } from './transport';

const SYNC_TIMEOUT_MS = 15_000;

interface Options {
  transport: Transport;
  onDelivery: (delivery: Delivery) => void;
  /** The server does not let me follow a room that I believed to be mine. */
  onRefused: (roomId: string) => void;
  /** What of the reactions that a sync has told is mine. */
  onMine: (roomId: string, mine: readonly MyReactions[]) => void;
}

/**
 * Follows rooms so that every entry is delivered exactly once and in order, whatever the connection does: it
 * subscribes, asks for what was missed, waits a little at a hole and then asks for the missing part.
 */
export function createCatchUp({ transport, onDelivery, onRefused, onMine }: Options) {
  const tracks = new Map<string, RoomTrack>();
  const pending = new Set<string>();
  let isConnected = false;
  let hasBeenConnected = false;
  let isSyncing = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function follow(rooms: readonly RoomPosition[]) {
    for (const { roomId, cursor, epoch } of rooms) {
      if (tracks.has(roomId)) continue;
      const onHole = () => sync([roomId]);
      tracks.set(roomId, createRoomTrack({ roomId, cursor, epoch, onDelivery, onHole }));
      pending.add(roomId);
    }
    void flush();
  }

  function unfollow(roomId: string) {
    tracks.get(roomId)?.stopWaiting();
    tracks.delete(roomId);
    pending.delete(roomId);
  }

  /** Asks for what is new in the given rooms, or in all. */
  function sync(roomIds: Iterable<string> = tracks.keys()) {
    for (const roomId of roomIds) if (tracks.has(roomId)) pending.add(roomId);
    void flush();
  }

  function connected() {
    isConnected = true;
    failures = 0;
    if (hasBeenConnected) for (const track of tracks.values()) track.returned();
    hasBeenConnected = true;
    sync();
  }

  function disconnected() {
    isConnected = false;
    clearTimeout(retry);
  }

  function stop() {
    disconnected();
    for (const roomId of [...tracks.keys()]) unfollow(roomId);
  }

  async function flush() {
    if (isSyncing || !isConnected || pending.size === 0) return;
    isSyncing = true;
    // One tick, so that rooms named one by one travel together.
    await Promise.resolve();
    while (isConnected && pending.size > 0) {
      const chunk = [...pending].slice(0, LIMITS.syncRoomsMax);
      if (!(await ask(chunk))) {
        clearTimeout(retry);
        if (isConnected) retry = setTimeout(() => void flush(), fullJitter(failures));
        failures += 1;
        break;
      }
      failures = 0;
    }
    isSyncing = false;
  }

  /** True when everything that was asked for has come. */
  async function ask(roomIds: readonly string[]): Promise<boolean> {
    const asked = new Map<string, RoomPosition>();
    for (const roomId of roomIds) {
      pending.delete(roomId);
      const track = tracks.get(roomId);
      if (track) asked.set(roomId, track.beginSync());
    }
    const rooms = [...asked.values()].map(({ roomId, cursor, epoch }) => ({
      roomId,
      lastSeq: cursor,
      epoch,
    }));
    const answer = await transport.request('rooms:sync', { rooms }, SYNC_TIMEOUT_MS).catch(() => undefined);
    if (!answer?.success) {
      for (const roomId of asked.keys()) if (tracks.has(roomId)) pending.add(roomId);
      return false;
    }
    let isWhole = true;
    for (const result of answer.results) {
      const track = tracks.get(result.roomId);
      const cursor = asked.get(result.roomId)?.cursor;
      if (!track || !asked.delete(result.roomId)) continue;
      const outcome = track.endSync(result, cursor);
      if (outcome === 'refused') refuse(result.roomId);
      else if (outcome !== 'done') pending.add(result.roomId);
      if (outcome === 'incomplete') isWhole = false;
      if (result.mine) onMine(result.roomId, result.mine);
    }
    // A room that is left out of the answer is not, or no longer, mine.
    for (const roomId of asked.keys()) refuse(roomId);
    return isWhole;
  }

  function refuse(roomId: string) {
    if (!tracks.has(roomId)) return;
    unfollow(roomId);
    onRefused(roomId);
  }

  return {
    follow,
    unfollow,
    seed: (roomId: string, seq: number) => tracks.get(roomId)?.seed(seq),
    take: (roomId: string, entries: readonly LogEntry[]) => tracks.get(roomId)?.take(entries),
    observeHead: (roomId: string, head: number) => tracks.get(roomId)?.observeHead(head),
    sync,
    connected,
    disconnected,
    stop,
    cursorOf: (roomId: string) => tracks.get(roomId)?.cursor(),
  };
}
