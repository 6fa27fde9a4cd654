import type { Message, Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { expire } from './expire';
import { takeNews, upsert, withProfile } from './rooms';
import { EMPTY_TIMELINE } from './timeline';

const alice = { id: 'a', username: 'alice' };
const message = (seq: number, more: Partial<Message> = {}): Message => ({
  messageId: `m${String(seq)}`,
  roomId: 'r',
  seq,
  text: `text ${String(seq)}`,
  createdAt: '2026-01-31T12:00:00.000Z',
  sender: alice,
  clientMsgId: `k${String(seq)}`,
  ...more,
});
const room: Room = {
  id: 'r',
  name: 'Kitchen',
  kind: 'public',
  createdAt: '2026-01-31T12:00:00.000Z',
  createdBy: alice,
  memberCount: 2,
  lastSeq: 5,
  role: 0,
  slowSeconds: 30,
  topic: 'Soup',
  lastMessage: message(5),
};

describe('what holds in a room', () => {
  it('is all of what was told, and nothing of what was before', () => {
    const after = withProfile(room, { name: 'Mensa', kind: 'private' });
    expect(after).toEqual({
      ...room,
      name: 'Mensa',
      kind: 'private',
      slowSeconds: undefined,
      topic: undefined,
    });
    expect(after).not.toHaveProperty('slowSeconds');
  });

  it('follows a delivery', () => {
    const news = { messages: [], cursor: 6, from: 5, isReset: false, room: { ...profile, topic: 'Tea' } };
    const taken = takeNews(room, news, { before: EMPTY_TIMELINE, after: EMPTY_TIMELINE, myId: 'b' });
    expect(taken.room).toMatchObject({ topic: 'Tea', lastSeq: 6, role: 0 });
    expect(taken.room).not.toHaveProperty('slowSeconds');
  });

  it('is not the name of a room that is its people', () => {
    const direct: Room = { ...room, kind: 'direct', name: 'alice', people: [alice] };
    const told = { name: '', kind: 'direct', topic: 'Soup' } as const;
    expect(withProfile(direct, told)).toMatchObject({ name: 'alice', people: [alice], topic: 'Soup' });
    const known = { ...withProfile(direct, { ...told, topic: 'Tea' }), lastSeq: 6 };
    expect(upsert({ r: known }, direct).r).toMatchObject({ name: 'alice', topic: 'Tea' });
  });

  it('stays as it was heard when an answer comes that is older', () => {
    const known = { ...withProfile(room, { ...profile, topic: 'Tea' }), lastSeq: 6 };
    expect(upsert({ r: known }, room).r).toMatchObject({ topic: 'Tea', lastSeq: 6 });
    expect(upsert({ r: room }, { ...known, lastSeq: 7 }).r).toMatchObject({ topic: 'Tea', lastSeq: 7 });
  });

  it('is no last message that it has forgotten', () => {
    expect(withProfile(room, { ...profile, expiredSeq: 5 })).not.toHaveProperty('lastMessage');
    expect(withProfile(room, { ...profile, expiredSeq: 4 })).toHaveProperty('lastMessage');
  });
});

const profile = { name: 'Kitchen', kind: 'public' } as const;

describe('what a room has forgotten', () => {
  const quote = (seq: number) => ({ id: `m${String(seq)}`, text: 'quoted', sender: alice, rev: seq });
  const timeline = {
    ...EMPTY_TIMELINE,
    cursor: 5,
    messages: [message(1), message(2), message(4, { replyTo: quote(2) }), message(5, { replyTo: quote(4) })],
  };

  it('is dropped, with what is quoted of it', () => {
    const { messages, older } = expire(timeline, 2);
    expect(messages.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(messages[0]?.replyTo).toMatchObject({ text: '', isDeleted: true });
    expect(messages[1]).toBe(timeline.messages[3]);
    expect(older).toBe('none');
  });

  it('is dropped once', () => {
    const once = expire(timeline, 2);
    expect(expire(once, 2)).toBe(once);
    expect(expire(timeline, 0)).toBe(timeline);
  });
});
