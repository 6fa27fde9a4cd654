import { describe, expect, it } from '@jest/globals';
import { normalizeUsername } from '@chatket/contract';
import { refuseUsername } from './username.js';

describe('a username', () => {
  it.each([
    ['alice', 'alice'],
    ['ＡＬＩＣＥ', 'alice'],
    ['  Alice\t', 'alice'],
    ['\u3000alice\u00a0', 'alice'],
    ['ﬁsh', 'fish'],
    ['\u212Aelvin', 'kelvin'],
    ['bob²', 'bob2'],
    ['a\u2024b.c', 'a.b.c'],
    ['İlker', 'ilker'],
    ['i\u0307lker', 'ilker'],
    ['I\u0307LKER', 'ilker'],
    ['ILKER', 'ilker'],
    ['ılker', 'ilker'],
    ['ＩŞＩＫ', 'isik'],
    ['Émile', 'emile'],
    ['E\u0301mile', 'emile'],
    ['Strauß', 'strauss'],
    ['STRAUẞ', 'strauss'],
    ['Łukasz', 'lukasz'],
    ['Søren', 'soren'],
    ['Þór', 'thor'],
  ])('written as %j is compared as %s', (written, compared) => {
    expect(normalizeUsername(written)).toBe(compared);
    expect(normalizeUsername(compared)).toBe(compared);
    expect(refuseUsername(compared)).toBeNull();
  });

  it.each([
    'abc',
    'a'.repeat(32),
    'a.b-c_d',
    '123',
    '...',
    '__proto__',
    'chatket2',
    'administrators',
    'themod',
  ])('can be %s', (name) => {
    expect(refuseUsername(name)).toBeNull();
  });

  it.each([
    '',
    'ab',
    'a'.repeat(33),
    'Alice',
    'al ice',
    'al\nice',
    'alice\n',
    'аlice',
    'ал',
    'alice\0',
    'al/ice',
    'al@ice',
    'émile',
    '👩👩👩',
  ])('S115 cannot be %j', (name) => {
    expect(refuseUsername(name)).toBe('must have 3 to 32 characters of a-z, 0-9, dot, dash and underscore');
  });

  it.each([undefined, null, 7, ['alice'], { length: 5 }])('cannot be %j, which is no text', (name) => {
    expect(refuseUsername(name)).not.toBeNull();
  });

  it.each([
    'admin',
    'chatket',
    'system',
    'everyone',
    'a.d.m.i.n',
    '_root_',
    '--me--',
    'm.o.d',
    'null',
    'undefined',
  ])('S114 is reserved when it is %s', (name) => {
    expect(refuseUsername(name)).toBe('is reserved');
  });
});
