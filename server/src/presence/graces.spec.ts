import { expect, it } from '@jest/globals';
import { Graces } from './graces.js';

const ALICE = { roomId: 'kitchen', userId: 'alice' };

it('whoever comes back while the process stands still is not taken for gone; whoever does not is, once', async () => {
  const graces = new Graces(100);
  const over: string[] = [];
  const isOver = new Promise<void>((resolve) => {
    graces.begin(ALICE, () => resolve(void over.push('alice')));
  });
  graces.begin({ ...ALICE, userId: 'bob' }, () => over.push('bob'));
  // Nothing is done in this process meanwhile, as where the machine does something else.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  // What was due is done before this, and what came over the network is not read yet.
  await new Promise((resolve) => setTimeout(resolve));
  expect(over).toEqual([]);
  expect(graces.end({ ...ALICE, userId: 'bob' })).toBe(true);
  await isOver;
  expect(over).toEqual(['alice']);
  expect(graces.has(ALICE)).toBe(false);
});
