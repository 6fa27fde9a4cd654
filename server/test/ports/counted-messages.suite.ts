import { beforeEach, expect, it } from '@jest/globals';
import { COUNTED_MS, type CountedMessages } from '../../src/users/counted-messages.js';

/** What has to count what new people say, wherever it does. */
export function describeCountedMessages(create: () => CountedMessages): void {
  let counted: CountedMessages;
  beforeEach(() => {
    counted = create();
  });
  const say = (key: string, userId = 'alice') => counted.count({ userId, key }, 3);

  it('lets as many through as the limit, also at once, and says when there is room again', async () => {
    const waits = await Promise.all(['1', '2', '3', '4', '5'].map((key) => say(key)));
    expect(waits.map((waitMs) => waitMs === undefined)).toEqual([true, true, true, false, false]);
    expect(waits[3]).toBeGreaterThan(COUNTED_MS - 60_000);
    expect(waits[3]).toBeLessThanOrEqual(COUNTED_MS);
  });

  it('counts one message once, and lets it through again when there is no room', async () => {
    for (const key of ['1', '1', '2', '2', '3', '3']) expect(await say(key)).toBeUndefined();
    expect(await say('4')).toBeDefined();
    expect(await say('2')).toBeUndefined();
  });

  it('counts each person by themselves', async () => {
    for (const key of ['1', '2', '3', '4']) await say(key);
    expect(await say('1', 'bob')).toBeUndefined();
  });
}
