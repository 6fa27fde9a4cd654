import type { Profile, UserRef } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../api';
import type { RealtimeEvent } from '../../realtime';
import { createBlocksStore } from '../../store/blocks-store';
import { createPresenceStore } from '../../store/presence-store';
import { createProfilesStore } from '../../store/profiles-store';
import { createRoomsStore } from '../../store/rooms-store';
import { createThreadsStore } from '../../store/threads-store';
import { createTimelinesStore } from '../../store/timelines-store';
import { followProfiles } from './follow-profiles';

function setUp(answer: Profile[] | Error) {
  const stores = {
    blocks: createBlocksStore('me'),
    presence: createPresenceStore(),
    profiles: createProfilesStore(),
    rooms: createRoomsStore(),
    threads: createThreadsStore(),
    timelines: createTimelinesStore(),
  };
  const asked: string[] = [];
  let answers = answer;
  const request = (({ query }: { query: { ids: string } }) => {
    asked.push(query.ids);
    return answers instanceof Error ? Promise.reject(answers) : Promise.resolve({ body: answers });
  }) as unknown as Api['request'];
  let hear: (event: RealtimeEvent) => void = () => undefined;
  const listen = (listener: typeof hear) => {
    hear = listener;
    return () => undefined;
  };
  const stop = followProfiles({ stores, realtime: { listen }, request });
  return {
    ...stores,
    asked,
    stop,
    say: (payload: Profile) => hear({ kind: 'notice', notice: { event: 'user:updated', payload } }),
    rename: (payload: UserRef) => hear({ kind: 'notice', notice: { event: 'user:renamed', payload } }),
    connect: () => hear({ kind: 'connection', change: { status: 'online' } }),
    answer: (next: Profile[]) => (answers = next),
  };
}

const DORA = { id: 'dora', displayName: 'Dora Doe', rev: 2 };

describe('what is known of people', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for together, and once for each connection', async () => {
    const { profiles, asked, connect, answer } = setUp([DORA]);
    for (const id of ['dora', 'emil', 'dora']) void profiles.ask?.(id);
    await vi.runAllTimersAsync();
    void profiles.ask?.('emil');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['dora,emil']);
    expect(profiles.getState()).toEqual({ dora: DORA });
    // Only dora is still on the screen when the connection is back; she shares no room any more.
    profiles.shown.set('dora', 1);
    answer([]);
    connect();
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['dora,emil', 'dora']);
    expect(profiles.getState()).toEqual({});
  });

  it('is asked for again where somebody told nothing, once they come into sight later', async () => {
    const { profiles, asked, answer } = setUp([]);
    await Promise.all([profiles.ask?.('dora'), vi.runAllTimersAsync()]);
    answer([DORA]);
    await vi.advanceTimersByTimeAsync(11_000);
    await Promise.all([profiles.ask?.('dora'), vi.runAllTimersAsync()]);
    expect(asked).toEqual(['dora', 'dora']);
    expect(profiles.getState()['dora']).toEqual(DORA);
  });

  it('is forgotten of whoever I block, and asked for again after that', async () => {
    const { profiles, blocks, asked, say, answer } = setUp([]);
    profiles.shown.set('dora', 1);
    say(DORA);
    blocks.setState({ people: { dora: true } });
    say({ ...DORA, rev: 3 });
    expect(profiles.getState()).toEqual({});
    answer([DORA]);
    blocks.setState({ people: {} });
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['dora']);
    expect(profiles.getState()['dora']).toEqual(DORA);
  });

  it('is what was told last, by its rev', () => {
    const { profiles, say } = setUp([]);
    say(DORA);
    say({ id: 'dora', displayName: 'Before', rev: 1 });
    expect(profiles.getState()['dora']).toEqual(DORA);
  });

  it('goes on under another name, and is nothing but that of a deleted account', async () => {
    const { profiles, say, rename, answer, connect } = setUp([]);
    say({ ...DORA, username: 'dora' });
    rename({ id: 'dora', username: 'dorothea' });
    expect(profiles.getState()['dora']).toEqual({ ...DORA, username: 'dorothea' });
    rename({ id: 'dora', username: 'deleted-0123456789ab' });
    expect(profiles.getState()['dora']).toMatchObject({ username: 'deleted-0123456789ab' });
    expect(profiles.getState()['dora']).not.toHaveProperty('displayName');
    say(DORA);
    expect(profiles.getState()['dora']).not.toHaveProperty('displayName');
    profiles.shown.set('dora', 1);
    answer([{ id: 'dora', username: 'deleted-0123456789ab', rev: 2 ** 31 - 1 }]);
    connect();
    await vi.runAllTimersAsync();
    expect(profiles.getState()['dora']).not.toHaveProperty('displayName');
  });

  it('brings the name of now to what was kept on this device, and asks once more where it may be the older one', async () => {
    const { profiles, blocks, rooms, asked, answer } = setUp([{ ...DORA, username: 'dora' }]);
    const room = { id: 'r', name: 'Kitchen', createdBy: { id: 'dora', username: 'dora' } };
    rooms.setState({ mine: { r: room } } as never);
    await Promise.all([profiles.ask?.('dora'), vi.runAllTimersAsync()]);
    await vi.advanceTimersByTimeAsync(11_000);
    answer([{ ...DORA, username: 'dorothea' }]);
    await Promise.all([profiles.heal?.({ id: 'dora', username: 'dora' }), vi.runAllTimersAsync()]);
    expect(asked).toEqual(['dora', 'dora']);
    expect(rooms.getState().mine['r']?.createdBy.username).toBe('dorothea');
    expect(blocks.getState().people).toEqual({});
    await Promise.all([profiles.heal?.({ id: 'dora', username: 'dora' }), vi.runAllTimersAsync()]);
    expect(asked).toHaveLength(2);
  });

  it('is asked for again where the server could not say', async () => {
    const { profiles, asked } = setUp(new Error('away'));
    void profiles.ask?.('dora');
    await vi.runAllTimersAsync();
    void profiles.ask?.('dora');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['dora', 'dora']);
  });

  it('forgets a status at its end, and nothing else', async () => {
    const { profiles, say, stop } = setUp([]);
    const until = new Date(Date.now() + 60_000).toISOString();
    say({ ...DORA, status: { text: 'Lunch', until } });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(profiles.getState()['dora']).toHaveProperty('status');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(profiles.getState()['dora']).toEqual(DORA);
    stop();
  });
});
