import { LIMITS, type Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { changesOf, formOf, problemsOf } from './form';

const room: Room = {
  id: 'r',
  name: 'Kitchen',
  kind: 'public',
  createdAt: '2026-01-31T12:00:00.000Z',
  createdBy: { id: 'a', username: 'alice' },
  memberCount: 1,
  lastSeq: 0,
  topic: 'Soup',
  slowSeconds: 30,
};
const before = formOf(room);
const bounds = { messageTextMax: 4_000, roomRateMax: 60 };

describe('the form of a room', () => {
  it('sends nothing while nothing is changed', () => {
    expect(changesOf(before, before)).toEqual({});
    expect(changesOf(before, { ...before, name: ' Kitchen ' })).toEqual({});
  });

  it('sends what is changed, numbers as numbers, and null for what is emptied', () => {
    const form = { ...before, name: 'Mensa', topic: '', slowSeconds: '0', postGate: '1', messageMax: '20' };
    expect(changesOf(before, form)).toEqual({
      name: 'Mensa',
      topic: null,
      slowSeconds: 0,
      postGate: 1,
      messageMax: 20,
    });
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(LIMITS.roomNameMax + 1)],
    ['topic', 'x'.repeat(LIMITS.roomTopicMax + 1)],
    ['description', 'x'.repeat(LIMITS.roomDescriptionMax + 1)],
    ['messageMax', '4001'],
    ['messageMax', '1.5'],
    ['messageMax', 'many'],
    ['rateMessages', '61'],
    ['rateWindowSeconds', '0'],
    ['rateMuteSeconds', '-1'],
  ] as const)('names the field that is wrong: %s %s', (field, value) => {
    expect(Object.keys(problemsOf({ ...before, [field]: value }, bounds))).toEqual([field]);
  });

  it('takes what the server takes', () => {
    expect(problemsOf({ ...before, messageMax: '4000', rateMessages: '60', topic: '' }, bounds)).toEqual({});
  });
});
