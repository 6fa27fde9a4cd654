import { describe, expect, it } from '@jest/globals';
import { open, seal, sealingKey } from './seal.js';

const KEY = sealingKey('a-secret-of-one-s-own-with-more-than-32-bytes');

describe('what is sealed', () => {
  it('is opened by the same key under the same name, and is another text each time', () => {
    const [one, two] = [seal(KEY, 'vapid', 'geheim'), seal(KEY, 'vapid', 'geheim')];
    expect([open(KEY, 'vapid', one), open(KEY, 'vapid', two)]).toEqual(['geheim', 'geheim']);
    expect(one.equals(two)).toBe(false);
    expect(one.includes('geheim')).toBe(false);
  });

  it('is opened by nothing else, and not when a bit of it was changed', () => {
    const sealed = seal(KEY, 'vapid', 'geheim');
    expect(open(sealingKey('another-secret-that-is-long-enough-too'), 'vapid', sealed)).toBeUndefined();
    expect(open(KEY, 'other', sealed)).toBeUndefined();
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(open(KEY, 'vapid', changed)).toBeUndefined();
    }
    expect(open(KEY, 'vapid', Buffer.alloc(3))).toBeUndefined();
  });
});
