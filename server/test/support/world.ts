import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { ClusterBus } from '../../src/cluster/index.js';
import { startApp, type TestApp } from './app.js';
import { until } from './bus.js';
import type { Person } from './people.js';

type Cast<Names extends readonly string[]> = { -readonly [Index in keyof Names]: Person };

/**
 * The application for the tests of a file: started before the first, its people logged in, every device closed after
 * each test, stopped after the last. What it returns is filled before the first test, so use it inside tests only.
 * @param names of those who are logged in, in the order in which `cast` has them
 * @param env what differs from the settings of every test
 */
export function useWorld<const Names extends readonly string[]>(
  names: Names,
  env: Record<string, string> = {},
): { world: TestApp; cast: Cast<Names> } {
  const world = {} as TestApp;
  const cast = names.map(() => ({}) as Person);

  beforeAll(async () => {
    Object.assign(world, await startApp(env));
    const people = await world.people.cast(...names);
    people.forEach((person, index) => Object.assign(cast[index] ?? {}, person));
  });
  afterEach(() => {
    world.people.disconnect();
  });
  afterAll(() => world.close());

  return { world, cast: cast as Cast<Names> };
}

/** A second process on the same database, in the same way; the two hear each other before the first test. */
export function useSecondApp(first: TestApp): TestApp {
  const second = {} as TestApp;
  beforeAll(async () => {
    Object.assign(second, await startApp({ DATABASE_URL: first.database.url }));
    const buses = [first, second].map(({ app }) => app.get(ClusterBus));
    await Promise.all(buses.map((bus) => until(bus, () => bus.hasPeers && bus.isFast)));
  });
  afterAll(() => second.close());
  return second;
}
