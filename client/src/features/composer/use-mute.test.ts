import { describe, expect, it } from 'vitest';
import { muteOf } from './use-mute';

const until = (time: number, isSlow = false) => ({
  forMs: 1_000,
  until: time,
  ...(isSlow && { isSlow: true as const }),
});
const IN_ROOM = { isInThread: false };
const IN_THREAD = { isInThread: true };

describe('what keeps me from writing', () => {
  it('is what ends last: that of the room, or that of the server', () => {
    expect(muteOf(undefined, undefined, IN_ROOM)).toBeUndefined();
    expect(muteOf(until(5), undefined, IN_ROOM)).toEqual(until(5));
    expect(muteOf(until(5), until(9), IN_ROOM)).toEqual(until(9));
    expect(muteOf(until(9), until(5), IN_ROOM)).toEqual(until(9));
  });

  it('is in a thread of a slow room not my turn there, but what the server says all the same', () => {
    expect(muteOf(until(9, true), undefined, IN_ROOM)).toEqual(until(9, true));
    expect(muteOf(until(9, true), undefined, IN_THREAD)).toBeUndefined();
    expect(muteOf(until(9, true), until(5), IN_THREAD)).toEqual(until(5));
    expect(muteOf(until(9), until(5), IN_THREAD)).toEqual(until(9));
  });
});
