import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUSE } from '../lib/arrows.cjs';
import { wrongArrows } from '../lib/plan/check-storeys.mjs';
import { drawPlan } from '../lib/plan/draw.mjs';

const house = (...storeys) => storeys.map((folders, floor) => ({ storey: `storey ${floor}`, folders }));

test('the arrows of the house point down', () => {
  for (const storeys of Object.values(HOUSE)) assert.deepEqual(wrongArrows(storeys), []);
});

test('an arrow that points up, to nowhere or round in a circle is named', () => {
  assert.deepEqual(wrongArrows(house({ roof: [] }, { cellar: ['roof'] })), ['cellar → roof points up']);
  assert.deepEqual(wrongArrows(house({ roof: ['attic'] })), ['roof → attic: there is no attic']);
  assert.deepEqual(wrongArrows(house({ a: ['b'], b: ['c'], c: ['a'] })), ['a → b → c → a is a circle']);
  assert.deepEqual(wrongArrows(house({ a: ['b', 'c'], b: ['c'], c: [] })), []);
});

test('the picture has a box for each folder, and a line for each arrow that no other way tells', () => {
  const server = house({ chat: ['rooms', 'users'] }, { rooms: ['users'] }, { users: [] });
  const picture = drawPlan({ server }, { foundation: 'contract' });
  for (const name of ['chat', 'rooms', 'users', 'contract'])
    assert.match(picture, new RegExp(`>${name}</text>`));
  assert.equal(picture.match(/class="arrow"/g).length, 2);
});
