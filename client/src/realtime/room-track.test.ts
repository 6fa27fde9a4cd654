import { expect, it } from 'vitest';
import { messageAt } from '../testing';
import type { Delivery } from './delivery';
import { createRoomTrack } from './room-track';

it('loses nothing where the answer to the first sync of a room was lost', () => {
  const deliveries: Delivery[] = [];
  const onDelivery = (delivery: Delivery) => void deliveries.push(delivery);
  const track = createRoomTrack({ roomId: 'r', onDelivery, onHole: () => undefined });
  // The room is followed and something is said; then the connection is lost before the answer.
  expect(track.beginSync().cursor).toBeUndefined();
  track.take([messageAt(42)]);
  const { cursor } = track.beginSync();
  expect(cursor).toBe(41);
  track.take([42, 43, 44].map((seq) => messageAt(seq)));
  const told = { messageCount: 3, changeCount: 0, lastSeq: 44, headSeq: 44, hasMore: false };
  expect(track.endSync({ roomId: 'r', synced: true, ...told }, cursor)).toBe('done');
  expect(deliveries.flatMap(({ messages }) => messages.map(({ seq }) => seq))).toEqual([42, 43, 44]);
  expect(deliveries[0]?.from).toBe(41);
  track.stopWaiting();
});
