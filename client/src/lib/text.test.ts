import { CLIENT_MSG_ID_PATTERN } from '@chatket/contract';
import { linkify } from '@chatket/contract/links';
import { describe, expect, it } from 'vitest';
import { fullJitter } from './backoff';
import { newId } from './ids';
import { initialsOf, lookOf } from './person';

const links = (text: string) => linkify(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []));

describe('linkify', () => {
  it('finds no other addresses than those of web and mail', () => {
    expect(links('see http://a.example and https://b.example/x?y=1#z')).toEqual([
      'http://a.example',
      'https://b.example/x?y=1#z',
    ]);
    expect(links('javascript:alert(1) ftp://x.example data:text/html,x')).toEqual([]);
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(links('(https://a.example/b).')).toEqual(['https://a.example/b']);
    expect(links('https://a.example/b_(c), and')).toEqual(['https://a.example/b_(c)']);
    expect(links('Is it https://a.example/?')).toEqual(['https://a.example/']);
  });

  it('leaves an address with a user name as text', () => {
    expect(links('https://bank.example@evil.example/')).toEqual([]);
  });

  it('ends an address at invisible direction marks', () => {
    expect(links('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/']);
  });

  it('gives the text back unchanged', () => {
    for (const text of [
      '',
      'plain',
      'a https://b.example, c',
      'https://',
      '<https://x.example>',
      'שלום https://a.example',
    ]) {
      expect(
        linkify(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });
});

describe('person', () => {
  it('has initials of one or two letters', () => {
    expect(initialsOf('anna.berg')).toBe('AB');
    expect(initialsOf('bob')).toBe('BO');
    expect(initialsOf('x')).toBe('X');
    expect(initialsOf('😀 face')).toBe('😀F');
    expect(initialsOf('')).toBe('?');
  });

  it('has one of twelve hues, always the same', () => {
    const one = (id: string) => lookOf({ id, username: id });
    const hues = new Set(Array.from({ length: 500 }, (_, index) => one(`user-${index}`).hue));
    expect(hues.size).toBe(12);
    expect(one('alice')).toEqual(one('alice'));
  });

  it('looks like nobody else of the same initials', () => {
    const names = ['alice', 'alicia', 'alex', 'alan', 'alina', 'albert', 'aldo', 'alma', 'al', 'alfred'];
    const faces = names.map((username) => {
      const { hue, tone } = lookOf({ id: `similar-${username}`, username });
      return `${initialsOf(username)} ${hue} ${tone}`;
    });
    expect(new Set(faces).size).toBe(names.length);
    const crowd = Array.from({ length: 36 }, (_, index) =>
      lookOf({ id: `crowd-${index}`, username: `zed${index}` }),
    );
    expect(new Set(crowd.map(({ hue, tone }) => `${hue} ${tone}`)).size).toBe(36);
  });
});

describe('ids and delays', () => {
  it('make ids that the wire accepts', () => {
    const ids = Array.from({ length: 200 }, newId);
    expect(ids.every((id) => CLIENT_MSG_ID_PATTERN.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });

  it('grow from half a second to half a minute', () => {
    expect(fullJitter(0, () => 1)).toBe(500);
    expect(fullJitter(3, () => 1)).toBe(4_000);
    expect(fullJitter(50, () => 1)).toBe(30_000);
    expect(fullJitter(50, () => 0)).toBe(0);
  });
});
