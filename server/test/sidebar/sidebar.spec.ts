import { describe, expect, it } from '@jest/globals';
import { LIMITS, type Sidebar } from '@chatket/contract';
import { v7 } from 'uuid';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['alice', 'bob']);
const [alice, bob] = cast;

const as = (person: Person) => callerWith(world.url, person.token);
const UNTOUCHED: Sidebar = {
  version: 0,
  favourites: [],
  sections: [],
  collapsed: ['archived'],
  sort: 'activity',
  isUnreadOnly: false,
};
const someone = async () => (await guests(world, 1))[0] as Person;

describe('a sidebar', () => {
  it('is as everybody has it until it is arranged', async () => {
    expect((await as(alice).get('/api/sidebar')).body).toEqual(UNTOUCHED);
  });

  it('is kept, told to all devices of the person, and to nobody else', async () => {
    const person = await someone();
    const [phone, plain, other] = await Promise.all([
      world.people.connectLog(person),
      world.people.connectPlain(person),
      world.people.connectLog(bob),
    ]);
    const wanted: Sidebar = {
      ...UNTOUCHED,
      favourites: [UNKNOWN_ID],
      sections: [{ id: v7(), name: 'Work', roomIds: [v7(), v7()] }],
      sort: 'name',
      isUnreadOnly: true,
    };
    const answer = await as(person).put('/api/sidebar', wanted).expect(200);
    expect(answer.body).toEqual({ ...wanted, version: 1 });
    for (const device of [phone, plain])
      expect(await device.next('sidebar:changed')).toEqual({ ...wanted, version: 1 });
    expect((await as(person).get('/api/sidebar')).body).toEqual({ ...wanted, version: 1 });
    expect((await as(bob).get('/api/sidebar')).body).toEqual(UNTOUCHED);
    await other.settled();
    expect(other.all('sidebar:changed')).toEqual([]);
  });

  it('that another device has arranged meanwhile is not written over', async () => {
    const person = await someone();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => as(person).put('/api/sidebar', UNTOUCHED)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const refused of answers.filter(({ status }) => status !== 200)) expectRefusal(refused, 'CONFLICT');
    await as(person)
      .put('/api/sidebar', { ...UNTOUCHED, version: 1 })
      .expect(200);
    expectRefusal(await as(person).put('/api/sidebar', { ...UNTOUCHED, version: 1 }), 'CONFLICT');
  });

  it.each<[string, object]>([
    ['version', { version: -1 }],
    ['version', { version: null }],
    ['favourites', { favourites: ['kitchen'] }],
    ['favourites', { favourites: Array.from({ length: LIMITS.sidebarRoomsMax + 1 }, () => UNKNOWN_ID) }],
    ['sections', { sections: 'Work' }],
    ['sections[0].name', { sections: [{ id: UNKNOWN_ID, name: ' ', roomIds: [] }] }],
    ['sections[0].id', { sections: [{ id: 'work', name: 'Work', roomIds: [] }] }],
    ['sections[0].roomIds', { sections: [{ id: UNKNOWN_ID, name: 'Work', roomIds: [1] }] }],
    ['collapsed', { collapsed: ['x'.repeat(37)] }],
    ['sort', { sort: 'colour' }],
    ['isUnreadOnly', { isUnreadOnly: 'yes' }],
  ])('names the field that is refused: %s of %j', async (field, change) => {
    expectRefusal(await as(alice).put('/api/sidebar', { ...UNTOUCHED, ...change }), 'VALIDATION', [field]);
    expect((await as(alice).get('/api/sidebar')).body).toEqual(UNTOUCHED);
  });
});
