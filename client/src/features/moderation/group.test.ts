import type { Report } from '@chatket/contract';
import { expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { byMessage } from './group';

const report = (id: string, seq: number): Report => ({
  id,
  roomId: 'r',
  message: messageAt(seq),
  reporter: id === 'one' ? alice : bob,
  reason: 'spam',
  createdAt: '2026-01-01T00:00:00.000Z',
});

it('a message that several people report is one place in the queue', () => {
  const groups = byMessage([report('one', 7), report('two', 3), report('three', 7)]);
  expect(groups.map(({ message, reports }) => [message.seq, reports.map(({ id }) => id)])).toEqual([
    [7, ['one', 'three']],
    [3, ['two']],
  ]);
  expect(byMessage([])).toEqual([]);
});
