import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async () => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end };
}

describe('turns', () => {
  it('begin at once when nothing is under way', () => {
    const log: string[] = [];
    void new Turns().take('alice', work(log, 'first').run);
    expect(log).toEqual(['first begins']);
  });

  it('of one key come one after the other, in the order of the calls', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const [first, second, third] = ['first', 'second', 'third'].map((name) => work(log, name));
    const all = [first, second, third].map((each) => turns.take('alice', each?.run ?? never));
    third?.end();
    second?.end();
    await new Promise(setImmediate);
    expect(log).toEqual(['first begins']);
    first?.end();
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
    expect(log).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('of different keys do not wait for each other', async () => {
    const turns = new Turns();
    const log: string[] = [];
    void turns.take('alice', work(log, 'hers').run);
    const his = work(log, 'his');
    his.end();
    expect(await turns.take('bob', his.run)).toBe('his');
  });

  it('go on after one that failed, and are forgotten at the end', async () => {
    const turns = new Turns();
    const failing = turns.take('alice', () => Promise.reject(new Error('no')));
    const next = turns.take('alice', () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    await new Promise(setImmediate);
    expect(turns.size).toBe(0);
  });
});

const never = () => Promise.reject(new Error('there is no such work'));
