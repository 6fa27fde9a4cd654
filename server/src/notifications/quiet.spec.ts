import { describe, expect, it } from '@jest/globals';
import { isQuiet } from './quiet.js';

const NIGHT = { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5] };
const LUNCH = { from: '12:00', to: '13:00', days: [6] };
const DAY = { from: '00:00', to: '00:00', days: [7] };
/** Clocks in Berlin go forward on 29 March 2026, a Sunday, at two. */
const BERLIN = 'Europe/Berlin';

describe('when somebody does not want to be disturbed', () => {
  it.each([
    ['before the hours', NIGHT, 'UTC', '2026-01-05T21:59:59Z', false],
    ['from their first minute on', NIGHT, 'UTC', '2026-01-05T22:00:00Z', true],
    ['beyond midnight', NIGHT, 'UTC', '2026-01-06T06:59:00Z', true],
    ['no longer', NIGHT, 'UTC', '2026-01-06T07:00:00Z', false],
    ['in the morning after their last day', NIGHT, 'UTC', '2026-01-10T06:00:00Z', true],
    ['not in the night of another day', NIGHT, 'UTC', '2026-01-10T23:00:00Z', false],
    ['nor in the morning after that', NIGHT, 'UTC', '2026-01-12T05:00:00Z', false],
    ['within one day', LUNCH, 'UTC', '2026-01-10T12:30:00Z', true],
    ['on another day', LUNCH, 'UTC', '2026-01-11T12:30:00Z', false],
    ['a whole day', DAY, 'UTC', '2026-01-11T23:59:00Z', true],
    ['and only that', DAY, 'UTC', '2026-01-10T23:59:00Z', false],
    ['by their own clock', NIGHT, 'Europe/Istanbul', '2026-01-05T19:00:00Z', true],
    ['a day ahead', LUNCH, 'Pacific/Auckland', '2026-01-09T23:30:00Z', true],
    ['in winter', LUNCH, BERLIN, '2026-03-28T11:30:00Z', true],
    ['in summer, an hour earlier', LUNCH, BERLIN, '2026-04-04T10:30:00Z', true],
    ['not by the clock of winter', LUNCH, BERLIN, '2026-04-04T11:30:00Z', false],
  ])('%s', (_, quietHours, zone, at, is) => {
    expect(isQuiet({ quietHours, zone, quietUntil: null }, Date.parse(at))).toBe(is);
  });

  it('is until a moment, whatever the hours say', () => {
    const settings = { quietHours: null, zone: 'UTC', quietUntil: '2026-01-05T12:00:00.000Z' };
    expect(isQuiet(settings, Date.parse('2026-01-05T11:59:59Z'))).toBe(true);
    expect(isQuiet(settings, Date.parse('2026-01-05T12:00:00Z'))).toBe(false);
  });

  it('is never where nothing was chosen', () => {
    expect(isQuiet({ quietHours: null, zone: 'UTC', quietUntil: null }, 0)).toBe(false);
  });
});
