import { describe, expect, it } from '@jest/globals';
import { Peers } from './peers.js';
import { header, read, record } from './wire.js';

const told = { version: 1, origin: 'abcdefghijkl', published: 77 };
const beat = { max: 1, via: 'redis', hears: ['redis'] };
const saying = (published: number, origin = 'abcdefghijkl') => ({ version: 1, origin, published });

describe('what processes say to each other', () => {
  it('is read as it was written, several things at once', () => {
    const records = [
      { topic: 'rooms', text: '{"a": "b c"}', number: undefined },
      { topic: 'people', text: '', number: 1_234 },
    ];
    expect(read(header(told) + records.map(record).join(''))).toEqual({ ...told, records });
  });

  it('is left alone when it is of a version to come, or of none', () => {
    for (const said of [`2${header(told).slice(1)}`, '', 'sessions {}', '0', header(told).slice(0, 9)])
      expect(read(said)).toBeUndefined();
  });

  it('is said in the newest version that all understand', () => {
    const peers = new Peers();
    expect(peers.version).toBe(1);
    peers.note(told, 0);
    peers.beat(told, { ...beat, max: 9 });
    expect(peers.version).toBe(1);
  });
});

describe('the other processes', () => {
  it('are gone when nothing is heard of them for three seconds', () => {
    const peers = new Peers();
    expect([peers.note(told, 0), peers.note(told, 1_000)]).toEqual([true, false]);
    peers.sweep(4_000);
    expect(peers.size).toBe(1);
    peers.sweep(4_001);
    expect(peers.size).toBe(0);
  });

  it('that are new leave no gap, whatever they have said before', () => {
    const peers = new Peers();
    peers.note(saying(50), 0);
    for (let n = 0; n < 3; n += 1) expect(peers.beat(saying(50), beat)).toBe(true);
  });

  it('leave a gap when what they said before their last beat was not heard, once', () => {
    const peers = new Peers();
    peers.note(saying(50), 0);
    peers.beat(saying(50), beat);
    expect([51, 52].map((published) => peers.beat(saying(published), beat))).toEqual([true, false]);
    expect(peers.beat(saying(52), beat)).toBe(true);
  });

  it('leave none when it comes late, or twice, or over another carrier', () => {
    const peers = new Peers();
    peers.note(saying(0), 0);
    peers.beat(saying(2), beat);
    expect([1, 2, 1].map((number) => peers.isNews('abcdefghijkl', number))).toEqual([true, true, false]);
    expect(peers.beat(saying(2), beat)).toBe(true);
  });

  it('leave one when they were away and said something meanwhile', () => {
    const peers = new Peers();
    peers.note(saying(1), 0);
    peers.beat(saying(1), beat);
    peers.sweep(10_000);
    peers.note(saying(2), 20_000);
    expect([peers.beat(saying(2), beat), peers.beat(saying(2), beat)]).toEqual([true, false]);
  });
});
