import { describe, expect, it } from '@jest/globals';
import { linksIn } from '../../src/previews/links-in.js';

const links = (text: string, own: string[] = []) =>
  linksIn(text, { own, allowed: [] }).map(({ written }) => written);

describe('links that have previews', () => {
  it.each([
    ['see https://a.example/b, please', ['https://a.example/b']],
    ['(https://a.example/b_(c)).', ['https://a.example/b_(c)']],
    ['[soup](https://a.example/soup) and HTTP://B.EXAMPLE', ['https://a.example/soup', 'HTTP://B.EXAMPLE']],
    ['看https://a.example/b，c', ['https://a.example/b']],
    ['“https://a.example/b”', ['https://a.example/b']],
    ['https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4', [1, 2, 3]],
    ['https://a.example/1#x https://a.example/1#y', ['https://a.example/1#x']],
    ['**https://a.example/b**', ['https://a.example/b']],
  ])('of %j are the first, without the sentence around them', (text, expected) => {
    expect(links(text)).toEqual(
      expected.map((each) => (typeof each === 'number' ? `https://a.example/${String(each)}` : each)),
    );
  });

  it.each([
    '`https://a.example/b`',
    '```\nhttps://a.example/b\n```',
    '<https://a.example/b>',
    'xhttps://a.example/b',
    'www.a.example ftp://a.example/ mailto:b@a.example',
    'https:// https://a.example:8080/ https://me@a.example/ http://localhost/ http://db.internal/x',
    'javascript:alert("https")',
  ])('are none in %j', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('are none to this server', () => {
    const text = 'https://chat.example/rooms/1 https://chat.example:443/x https://a.example/';
    expect(links(text, ['chat.example'])).toEqual(['https://a.example/']);
  });

  it('are looked for in time that grows with the text', () => {
    for (const nasty of ['https://', 'https://a(', '<https://a', 'https://a.example/(((([[[[', '`https://a`'])
      links(nasty.repeat(20_000 / nasty.length));
  });
});
