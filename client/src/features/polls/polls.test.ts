import type { Message, Poll } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import type { PendingChange } from '../../store';
import { alice, bob } from '../../testing';
import { canEnd, canVote } from './rights';
import { shownPoll } from './shown-poll';
import { problemOf, termsOf, withSpare, type PollForm } from './terms';

const asked = (poll: Partial<Poll> = {}, rev = 5) =>
  ({
    messageId: 'm',
    roomId: 'r',
    seq: 1,
    rev,
    sender: bob,
    poll: {
      options: [
        { text: 'Soup', count: 1, users: [bob] },
        { text: 'Rice', count: 0 },
      ],
      voters: 1,
      ...poll,
    },
  }) as Message & { poll: Poll };

let order = 0;
const did = (change: object, state: PendingChange['state'] = { kind: 'queued' }) =>
  ({
    clientMsgId: `c${String(order)}`,
    roomId: 'r',
    messageId: 'm',
    order: (order += 1),
    state,
    ...change,
  }) as PendingChange;
const vote = (option: number, on = true, state?: PendingChange['state']) =>
  did({ kind: 'poll:vote', option, on }, state);
const counts = ({ options }: Poll) => options.map(({ count }) => count);

describe('a poll with what I did to it', () => {
  it('counts my vote, names me, and takes back the other where there is one choice', () => {
    const once = shownPoll(asked(), [vote(0)], alice);
    expect([once.mine, counts(once), once.voters]).toEqual([[0], [2, 0], 2]);
    expect(once.options[0]?.users).toEqual([bob, alice]);
    const other = shownPoll(asked(), [vote(0), vote(1)], alice);
    expect([other.mine, counts(other), other.voters]).toEqual([[1], [1, 1], 2]);
    expect(other.options[0]?.users).toEqual([bob]);
  });

  it('keeps both where there are several, and takes one back', () => {
    const poll = asked({ isMultiple: true });
    const both = shownPoll(poll, [vote(1), vote(0)], alice);
    expect([both.mine, counts(both), both.voters]).toEqual([[0, 1], [2, 1], 2]);
    const one = shownPoll(poll, [vote(1), vote(0), vote(1, false)], alice);
    expect([one.mine, counts(one), one.voters]).toEqual([[0], [2, 0], 2]);
    const none = shownPoll(poll, [vote(1), vote(1, false)], alice);
    expect([none.mine, counts(none), none.voters]).toEqual([[], [1, 0], 1]);
    expect(none.options[1]).not.toHaveProperty('users');
  });

  it('names nobody where it is anonymous', () => {
    const options = [
      { text: 'Soup', count: 1 },
      { text: 'Rice', count: 0 },
    ];
    const shown = shownPoll(asked({ isAnonymous: true, options, mine: [] }), [vote(0)], alice);
    expect(shown.options).toEqual([
      { text: 'Soup', count: 2 },
      { text: 'Rice', count: 0 },
    ]);
  });

  it('is what the server tells as soon as it tells it, and where it has refused', () => {
    const later = [vote(1, true, { kind: 'sent', seq: 6 })];
    expect(shownPoll(asked(), later, alice).mine).toEqual([1]);
    expect(shownPoll(asked({ mine: [] }, 6), later, alice).mine).toEqual([]);
    const refused = [vote(1, true, { kind: 'failed', code: 'POLL_ENDED' })];
    expect(shownPoll(asked(), refused, alice).mine).toEqual([]);
  });

  it('says what is mine by those it names, where it is not told otherwise', () => {
    expect(shownPoll(asked(), [], bob).mine).toEqual([0]);
    expect(shownPoll(asked({ mine: [1] }), [], bob).mine).toEqual([1]);
  });

  it('has ended when I have ended it', () => {
    expect(shownPoll(asked(), [did({ kind: 'poll:end' })], alice).ended?.by).toEqual(alice);
  });
});

describe('rights', () => {
  it('to vote end with the archive, and to end are those of the author and of moderators', () => {
    expect(canVote({ role: 0, kind: 'public' })).toBe(true);
    expect(canVote({ role: 3, kind: 'public', archivedAt: '2026-01-01T00:00:00.000Z' })).toBe(false);
    expect(canEnd(asked(), { role: 0, kind: 'public' }, { meId: bob.id, authorRole: 0 })).toBe(true);
    expect(canEnd(asked(), { role: 0, kind: 'public' }, { meId: alice.id, authorRole: 0 })).toBe(false);
    expect(canEnd(asked(), { role: 1, kind: 'public' }, { meId: alice.id, authorRole: 0 })).toBe(true);
    expect(canEnd(asked(), { role: 1, kind: 'public' }, { meId: alice.id, authorRole: 1 })).toBe(false);
  });
});

describe('what is filled in', () => {
  const form: PollForm = {
    question: 'Dinner?',
    options: ['Soup', ' Rice ', ''],
    isMultiple: false,
    isAnonymous: false,
    duration: 'open',
  };

  it('has one empty field more than options, and ten at most', () => {
    expect(withSpare(['a', ''])).toEqual(['a', '']);
    expect(withSpare(['a', 'b'])).toEqual(['a', 'b', '']);
    expect(withSpare(Array<string>(10).fill('a'))).toHaveLength(10);
  });

  it('is asked without what is empty, and says its end as a moment', () => {
    expect(termsOf(form, 0)).toEqual({ options: ['Soup', 'Rice'] });
    expect(termsOf({ ...form, isMultiple: true, isAnonymous: true, duration: 'hour' }, 0)).toEqual({
      options: ['Soup', 'Rice'],
      isMultiple: true,
      isAnonymous: true,
      endsAt: '1970-01-01T01:00:00.000Z',
    });
  });

  it('is refused for what the server would refuse', () => {
    expect(problemOf(form)).toBeUndefined();
    expect(problemOf({ ...form, question: ' ' })).toBe('noQuestion');
    expect(problemOf({ ...form, question: 'x'.repeat(301) })).toBe('longQuestion');
    expect(problemOf({ ...form, options: ['a', ' '] })).toBe('fewOptions');
    expect(problemOf({ ...form, options: ['a', 'x'.repeat(101)] })).toBe('longOption');
    expect(problemOf({ ...form, options: ['a', 'b', ' a'] })).toBe('sameOption');
  });
});
