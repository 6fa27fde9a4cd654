import { describe, expect, it } from '@jest/globals';
import { OneATurn } from './one-a-turn.js';

/** A turn of the event loop later. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('OneATurn', () => {
  it('lets one pass in each turn, in the order in which they came', async () => {
    const turns = new OneATurn();
    const passed: string[] = [];
    for (const name of ['a', 'b', 'c']) void turns.next().then(() => passed.push(name));
    expect(passed).toEqual([]);
    const seen: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      await turn();
      seen.push(passed.join(''));
    }
    expect(seen).toEqual(['a', 'ab', 'abc', 'abc']);
  });

  it('leaves room for others between two, also where one who has passed asks again', async () => {
    const turns = new OneATurn();
    const order: string[] = [];
    const goOn = async (name: string) => {
      for (let step = 1; step <= 2; step += 1) {
        await turns.next();
        order.push(`${name}${String(step)}`);
      }
    };
    const both = Promise.all([goOn('a'), goOn('b')]);
    const beside = async () => {
      for (let count = 0; count < 4; count += 1) {
        await turn();
        order.push('-');
      }
    };
    await Promise.all([both, beside()]);
    expect(order.join(' ')).toBe('a1 - b1 - a2 - b2 -');
  });

  it('goes on for who comes after a quiet time', async () => {
    const turns = new OneATurn();
    await turns.next();
    await turn();
    await turns.next();
  });
});
