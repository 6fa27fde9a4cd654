import { expect, test } from 'vitest';
import { queryOf, withoutKey } from './filter';

test('days are whole days of the reader, also the last one', () => {
  const { from, until } = queryOf({ from: '2026-03-28', until: '2026-03-28' });
  expect(from).toBe(new Date(2026, 2, 28).toISOString());
  expect(until).toBe(new Date(2026, 2, 29).toISOString());
});

test('what is chosen is asked for by its id, and what is taken back is not asked for', () => {
  const filter = {
    action: 'member',
    actor: { id: 'a', name: 'Anna' },
    room: { id: 'r', name: 'Hall' },
  } as const;
  expect(queryOf(filter)).toEqual({ action: 'member', actorId: 'a', roomId: 'r' });
  expect(queryOf(withoutKey(filter, 'actor'))).toEqual({ action: 'member', roomId: 'r' });
});
