import { describe, expect, it } from '@jest/globals';
import { AppError } from '../common/index.js';
import { decodeRoomCursor, encodeRoomCursor } from './room-cursor.js';

const id = '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30';

describe('a cursor of the discovery list', () => {
  it.each(['kitchen', '', 'grüße 👩‍👩‍👧', `it's "here" \\`, '\u0001\n', '漢'.repeat(160)])(
    'leads back to where it was taken: %j',
    (nameKey) => {
      const cursor = encodeRoomCursor({ nameKey, id });
      expect(decodeRoomCursor(cursor)).toEqual({ nameKey, id });
      expect(encodeURIComponent(cursor)).toBe(cursor);
    },
  );

  it('of the longest name is short enough to be sent back', () => {
    for (const letter of ['漢', '\u0001', '"', '👩']) {
      const nameKey = letter.repeat(160 / letter.length / (letter === '\u0001' ? 2 : 1));
      expect(encodeRoomCursor({ nameKey, id }).length).toBeLessThanOrEqual(1024);
    }
  });

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['empty', ''],
    ['garbage', 'garbage'],
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('[').toString('base64url')],
    ['null', encoded(null)],
    ['a text', encoded('kitchen')],
    ['an object', encoded({ 0: 'kitchen', 1: id, length: 2 })],
    ['an empty list', encoded([])],
    ['without an id', encoded(['kitchen'])],
    ['with an id that is none', encoded(['kitchen', 'id'])],
    ['with an id and more', encoded(['kitchen', `${id}'--`])],
    ['with an id in a list', encoded(['kitchen', [id]])],
    ['with a number for a name', encoded([7, id])],
    ['with NUL in the name', encoded(['kit\0chen', id])],
  ])('is refused when it is %s', (_case, cursor) => {
    const decode = () => decodeRoomCursor(cursor);
    expect(decode).toThrow(AppError);
    expect(decode).toThrow('cursor: is not a cursor of this list');
  });
});
