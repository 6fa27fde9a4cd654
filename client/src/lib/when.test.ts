import { describe, expect, it } from 'vitest';
import { whenIn } from './when';

/** A Thursday. */
const now = new Date(2026, 10, 26, 17, 5);
const at = (month: number, day: number, hours: number, minutes: number) =>
  new Date(2026, month - 1, day, hours, minutes);

describe('a time at the beginning of a text', () => {
  it.each([
    ['20', at(11, 26, 17, 25)],
    ['20m', at(11, 26, 17, 25)],
    ['in 20 minutes', at(11, 26, 17, 25)],
    ['2h', at(11, 26, 19, 5)],
    ['2 SAAT', at(11, 26, 19, 5)],
    ['3d', at(11, 29, 17, 5)],
    ['1 hafta', at(12, 3, 17, 5)],
    ['18:30', at(11, 26, 18, 30)],
    ['9.15', at(11, 27, 9, 15)],
    ['17:05', at(11, 27, 17, 5)],
    ['tomorrow', at(11, 27, 9, 0)],
    ['YARIN 14:30', at(11, 27, 14, 30)],
    ['friday', at(11, 27, 9, 0)],
    ['perşembe', at(12, 3, 9, 0)],
    ['pazartesi 8:00', at(11, 30, 8, 0)],
  ])('is understood: %s', (text, time) => {
    expect(whenIn(text, now)).toEqual({ at: time, rest: '' });
    expect(whenIn(`${text} ask  Bob`, now)).toEqual({ at: time, rest: 'ask Bob' });
  });

  it.each(['', 'ask Bob', '0', '0m', '20x', '24:00', '12:60', '12:5', 'someday', 'in', '20000m'])(
    'is not: %s',
    (text) => expect(whenIn(text, now)).toBeUndefined(),
  );
});
