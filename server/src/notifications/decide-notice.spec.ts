import { describe, expect, it } from '@jest/globals';
import type { NoticeCause, NoticeLevel } from '@chatket/contract';
import { decideNotice, decideAwaited, type NoticeFacts } from './decide-notice.js';

/** Nothing stands against it, and everything speaks for it. */
const CLEAR: NoticeFacts = {
  isOwn: false,
  isBlocked: false,
  isReadable: true,
  isRead: false,
  isLooking: false,
  isQuiet: false,
  isMuted: false,
  level: 'all',
  causes: ['any', 'mention'],
};
const AGAINST: [string, Partial<NoticeFacts>][] = [
  ['own', { isOwn: true }],
  ['blocked', { isBlocked: true }],
  ['unreadable', { isReadable: false }],
  ['read', { isRead: true }],
  ['looking', { isLooking: true }],
  ['doNotDisturb', { isQuiet: true }],
  ['muted', { isMuted: true }],
  ['level', { level: 'none' }],
];

describe('who is told of a message', () => {
  it.each(AGAINST)('nobody is alerted where it is %s, whatever comes after that', (because, facts) => {
    const from = AGAINST.findIndex(([name]) => name === because);
    const later = AGAINST.slice(from).map(([, more]) => more);
    expect(decideNotice({ ...CLEAR, ...facts })).toMatchObject({ alert: false, because });
    expect(decideNotice(Object.assign({}, CLEAR, ...later.reverse()) as NoticeFacts)).toMatchObject({
      alert: false,
      because,
    });
  });

  it.each(AGAINST.filter(([name]) => !['doNotDisturb', 'muted'].includes(name)))(
    'nothing stands in the list of what is %s',
    (because, facts) => {
      expect(decideNotice({ ...CLEAR, ...facts })).toEqual({ alert: false, badge: false, because });
    },
  );

  it.each<[NoticeLevel, NoticeCause[], NoticeCause | 'level']>([
    ['all', ['direct', 'any'], 'direct'],
    ['all', ['any', 'mention'], 'mention'],
    ['all', ['any', 'thread', 'all', 'here', 'keyword'], 'keyword'],
    ['all', ['any', 'thread', 'all', 'here'], 'here'],
    ['all', ['any', 'thread', 'all'], 'all'],
    ['all', ['any', 'thread'], 'thread'],
    ['all', ['any'], 'any'],
    ['all', [], 'level'],
    ['mentions', ['direct', 'any'], 'level'],
    ['mentions', ['direct', 'mention'], 'mention'],
    ['mentions', ['keyword', 'any'], 'keyword'],
    ['mentions', ['here'], 'here'],
    ['mentions', ['all'], 'all'],
    ['mentions', ['thread', 'any'], 'thread'],
    ['mentions', ['any'], 'level'],
    ['none', ['direct', 'mention', 'keyword', 'here', 'all', 'thread', 'any'], 'level'],
  ])('at the level %s, of what is %j one hears because of: %s', (level, causes, because) => {
    const isTold = because !== 'level';
    expect(decideNotice({ ...CLEAR, level, causes })).toEqual({ alert: isTold, badge: isTold, because });
  });

  it.each<[NoticeLevel, NoticeLevel, NoticeCause[], 'only' | 'in the room too', NoticeCause | 'level']>([
    ['all', 'none', ['thread'], 'only', 'thread'],
    ['all', 'none', ['mention', 'thread'], 'only', 'mention'],
    ['mentions', 'all', ['thread'], 'only', 'level'],
    ['mentions', 'none', ['mention', 'thread'], 'only', 'mention'],
    ['mentions', 'mentions', ['all', 'thread'], 'only', 'all'],
    ['none', 'all', ['mention', 'here', 'thread', 'direct'], 'only', 'level'],
    ['none', 'all', ['thread', 'any'], 'in the room too', 'any'],
    ['none', 'mentions', ['thread', 'any'], 'in the room too', 'level'],
    ['none', 'mentions', ['mention', 'thread', 'any'], 'in the room too', 'mention'],
    ['all', 'none', ['thread', 'any'], 'in the room too', 'thread'],
  ])(
    'in a thread at the level %s, in a room at %s, of %j, %s: %s',
    (threadLevel, level, causes, place, because) => {
      const isTold = because !== 'level';
      const facts = { ...CLEAR, level, threadLevel, causes, isInThreadOnly: place === 'only' };
      expect(decideNotice(facts)).toEqual({ alert: isTold, badge: isTold, because });
    },
  );

  it.each<[string, Partial<NoticeFacts>, object]>([
    ['quiet', { isQuiet: true, causes: ['any'] }, { badge: true, because: 'doNotDisturb', cause: 'any' }],
    ['quiet, by its level', { isQuiet: true, level: 'none' }, { badge: false, because: 'doNotDisturb' }],
    ['muted', { isMuted: true, causes: ['any'] }, { badge: false, because: 'muted', cause: 'any' }],
    ['muted, @all', { isMuted: true, causes: ['all'] }, { badge: false, because: 'muted', cause: 'all' }],
    ['muted, a name', { isMuted: true }, { badge: true, because: 'muted', cause: 'mention' }],
    ['muted, a word', { isMuted: true, causes: ['keyword'] }, { badge: true, because: 'muted' }],
    ['muted and quiet', { isMuted: true, isQuiet: true, causes: ['any'] }, { badge: false }],
  ])('what comes meanwhile is kept without a sound, or not: %s', (_, facts, notice) => {
    expect(decideNotice({ ...CLEAR, ...facts })).toMatchObject({ alert: false, ...notice });
  });
});

describe('who wanted to be reminded', () => {
  it('is told, and in silence where they do not want to be disturbed', () => {
    expect(decideAwaited('reminder', { isQuiet: false })).toEqual({
      alert: true,
      badge: true,
      because: 'reminder',
    });
    expect(decideAwaited('reminder', { isQuiet: true })).toEqual({
      ...{ alert: false, badge: true, because: 'doNotDisturb', cause: 'reminder' },
    });
  });
});
