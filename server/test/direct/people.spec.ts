import { describe, expect, it } from '@jest/globals';
import type { FoundUser } from '@chatket/contract';
import { callerWith, expectRefusal, guestAccount, guests, ISO, retryAfter } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['ilker', 'milena', 'mila', 'camilla']);
const [ilker] = cast;

const find = (q: string) =>
  callerWith(world.url, ilker.token).get(`/api/users/search?q=${encodeURIComponent(q)}`);
const names = async (q: string) =>
  ((await find(q).expect(200)).body as FoundUser[]).map(({ username }) => username);

describe('people', () => {
  it('are found by the beginning of their names first, then by a part', async () => {
    expect(await names('mil')).toEqual(['mila', 'milena', 'camilla']);
    expect(await names('illa')).toEqual(['camilla']);
    expect(await names('nobody-like-that')).toEqual([]);
  });

  it('are found however one writes them', async () => {
    expect(await names(' İLKER ')).toEqual(['ilker']);
    expect(await names('MİLA')).toEqual(['mila']);
  });

  it('are told by name, and by nothing that they have not told all', async () => {
    const { body } = await find('milena').expect(200);
    expect(body).toEqual([{ id: cast[1].id, username: 'milena', createdAt: expect.stringMatching(ISO) }]);
  });

  it('are twenty at most', async () => {
    await guests(world, 30);
    expect(await names('guest')).toHaveLength(20);
  });

  it('are not the server, nor guests of one room', async () => {
    const jo = await guestAccount(world);
    expect(await names(jo.username)).toEqual([]);
    expect(await names(jo.username.slice(0, 3))).toEqual([]);
    expect(await names('chatket')).toEqual([]);
  });

  it.each(['', ' ', '\u200b', '\0', 'x'.repeat(65)])('are not looked for by %j', async (q) => {
    expectRefusal(await find(q), 'VALIDATION', ['q']);
  });

  it.each(['%', '_', '\\', `' OR true --`])('S080 are not found by %j, which is only a text', async (q) => {
    const found = await names(q);
    for (const name of found) expect(name).toContain(q);
  });

  it('S078 cannot be read off: sixty searches a minute', async () => {
    const [dora] = await guests(world, 1);
    const search = () => callerWith(world.url, dora?.token ?? '').get('/api/users/search?q=a');
    // All at once: one after the other they may take longer than the minute in which they count.
    const answers = await Promise.all(Array.from({ length: 61 }, search));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    for (const refused of answers.filter(({ status }) => status !== 200)) {
      expectRefusal(refused, 'TOO_MANY_REQUESTS');
      expect(retryAfter(refused)).toBeLessThanOrEqual(60);
    }
  });
});
