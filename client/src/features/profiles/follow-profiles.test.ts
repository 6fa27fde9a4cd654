import type { Profile } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../api';
import type { RealtimeEvent } from '../../realtime';
import { createBlocksStore } from '../../store/blocks-store';
import { createProfilesStore } from '../../store/profiles-store';
import { followProfiles } from './follow-profiles';

function setUp(answer: Profile[] | Error) {
  const profiles = createProfilesStore();
  const blocks = createBlocksStore('me');
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
  const stop = followProfiles({ stores: { profiles, blocks }, realtime: { listen }, request });
  return {
    profiles,
    blocks,
    asked,
    stop,
    say: (payload: Profile) => hear({ kind: 'notice', notice: { event: 'user:updated', payload } }),
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
