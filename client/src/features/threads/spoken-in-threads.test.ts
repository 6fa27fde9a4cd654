import type { Message } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, bob } from '../../testing';
import { item, reply, root, setUp } from './memory-threads';
import { takeNoted } from '../../store/spoken-in-threads';
import { takeState } from './take-state';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

const toAlice = { mentions: { people: [alice] } };
const STATE = { roomId: 'r', rootId: 'm-1', isFollowing: true, unreadThreads: 1 };

/** Alice follows the thread under her message, in which one reply names her. */
async function follow(...loaded: Message[]) {
  const page = setUp(root(1, { sender: alice }), ...loaded);
  page.followed.push({ ...item(root(1, { sender: alice }), 1, 2), mentions: 1, mentionedAt: [2] });
  await page.hear(reply(2, 1, toAlice));
  return page;
}

describe('what speaks to me in a thread', () => {
  it('is counted once, however often it is told, and not where I say it or do not hear whoever does', async () => {
    const page = await follow();
    await page.hear(reply(3, 1, toAlice), reply(4, 1), reply(5, 1, { mentions: { everyone: 'all' } }));
    await page.hear(reply(3, 1, toAlice), reply(6, 1, { ...toAlice, sender: alice }));
    expect(page.at('m-1')).toEqual([2, 3, 5]);
    page.stores.blocks.setState({ people: { [bob.id]: true } });
    await page.hear(reply(7, 1, toAlice));
    expect(page.at('m-1')).toEqual([2, 3, 5]);
  });

  it('is what an edit leaves of it, and goes with the message', async () => {
    const page = await follow();
    await page.hear(reply(3, 1));
    const reads = page.reads();
    await page.change('edited', reply(3, 1, toAlice));
    expect([page.at('m-1'), page.reads()]).toEqual([[2, 3], reads]);
    // What is left of it may be a word of mine: the server knows.
    page.followed.splice(0, 1, { ...item(root(1), 2, 3), mentions: 1, mentionedAt: [3] });
    await page.change('edited', reply(2, 1));
    expect([page.at('m-1'), page.reads()]).toEqual([[3], reads + 1]);
    page.followed.splice(0, 1, item(root(1), 1, 3));
    await page.change('deleted', reply(3, 1, { deleted: { at: '', by: bob } }));
    expect([page.at('m-1'), page.reads()]).toEqual([[], reads + 2]);
  });

  it('asks nobody for what changes nothing of it', async () => {
    const page = await follow();
    const reads = page.reads();
    for (const what of ['reacted', 'edited', 'pinned'] as const) await page.change(what, reply(40, 9));
    await page.change('reacted', reply(2, 1, toAlice));
    expect([page.at('m-1'), page.reads()]).toEqual([[2], reads]);
  });

  it('is asked for where an edit names me in a thread that I did not follow', async () => {
    const page = await follow(root(9), reply(40, 9));
    page.followed.push({ ...item(root(9), 1, 40), mentions: 1, mentionedAt: [40] });
    await page.change('edited', reply(40, 9, toAlice));
    expect([page.at('m-9'), page.unread()]).toEqual([[40], 2]);
  });

  it.each([
    ['before', true],
    ['behind', false],
  ])('is told to me only for a word of mine, %s the message itself', async (_when, isBefore) => {
    const page = await follow();
    const noted = { roomId: 'r', messageId: 'm-3', seq: 3 };
    const hear = async () => {
      page.stores.timelines.actions.deliver('r', { messages: [reply(3, 1)], cursor: 3, isReset: false });
      await page.hear(reply(3, 1));
    };
    if (isBefore) takeNoted(page.stores, { ...noted, on: true });
    await hear();
    if (!isBefore) takeNoted(page.stores, { ...noted, on: true });
    expect(page.at('m-1')).toEqual([2, 3]);
    takeNoted(page.stores, { ...noted, on: false });
    expect(page.at('m-1')).toEqual([2]);
  });

  it('is what is left behind where one of my devices has read it', async () => {
    const page = await follow();
    await page.hear(reply(3, 1, toAlice));
    takeState(page, { ...STATE, lastReadSeq: 2, unread: 1, mentions: 1, mentionedAt: [3] });
    expect(page.at('m-1')).toEqual([3]);
    takeState(page, { ...STATE, unreadThreads: 0, lastReadSeq: 3, unread: 0 });
    expect(page.at('m-1')).toEqual([]);
  });

  it('is asked for again where a device tells what was counted before an edit', async () => {
    const page = await follow();
    await page.hear(reply(3, 1));
    page.followed.splice(0, 1, { ...item(root(1), 1, 3), lastReadSeq: 2, mentions: 1, mentionedAt: [3] });
    await page.change('edited', reply(3, 1, toAlice));
    takeState(page, { ...STATE, lastReadSeq: 2, unread: 1 });
    await vi.waitFor(() => expect(page.at('m-1')).toEqual([3]));
  });
});
