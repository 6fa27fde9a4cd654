import { ROLES, type Message } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { createRowBuilder } from './rows';
import { withoutDeleted, type Reader } from './without-deleted';

const carol = { id: 'u-carol', username: 'carol' };
const at = (minute: number, day = 12) => new Date(2026, 2, day, 14, minute).toISOString();
const gone = (seq: number, changes: Partial<Message> = {}) =>
  messageAt(seq, { text: '', deleted: { at: at(50), by: bob }, ...changes });
const hidden = { deleted: { at: at(50), by: carol, isHidden: true } } as const;
const byModerator = { deleted: { at: at(50), by: carol, reason: 'Not here' } };
const quoteOf = ({ messageId, sender, seq }: Message) => ({ id: messageId, text: '', sender, rev: seq });
const reader: Reader = { me: alice, role: ROLES.member, unsent: [], heldIds: [], focusedKey: undefined };
const left = (messages: readonly Message[], changes: Partial<Reader> = {}) =>
  withoutDeleted(messages, { ...reader, ...changes }).map(({ seq }) => seq);

describe('a deleted message', () => {
  it('leaves nothing behind, whoever looks, its author too', () => {
    const messages = [messageAt(1), gone(2), gone(3), messageAt(4)];
    for (const me of [alice, bob]) expect(left(messages, { me })).toEqual([1, 4]);
    expect(left(messages, { role: ROLES.owner })).toEqual([1, 4]);
  });

  it('that there is none of leaves the same array', () => {
    const messages = [messageAt(1), messageAt(2)];
    expect(withoutDeleted(messages, reader)).toBe(messages);
  });

  it('stays where a thread with replies hangs on it', () => {
    const thread = { replies: 1, lastSeq: 5, lastAt: at(1), who: [alice] };
    expect(left([gone(1, { thread }), gone(2, { thread: { ...thread, replies: 0 } })])).toEqual([1]);
  });

  it('stays as long as something that is there quotes it, also what is on its way', () => {
    const first = gone(1);
    const second = gone(2);
    expect(left([first, second, messageAt(3, { replyTo: quoteOf(first) })])).toEqual([1, 3]);
    expect(left([first, second, gone(3, { replyTo: quoteOf(first) })])).toEqual([]);
    expect(left([first, second], { unsent: [{ replyTo: quoteOf(second) }] })).toEqual([2]);
  });

  it('stays for its author and for moderators where a moderator has taken it away', () => {
    for (const taken of [hidden, byModerator]) {
      const messages = [messageAt(1), gone(2, taken)];
      expect(left(messages)).toEqual([1]);
      expect(left(messages, { me: bob })).toEqual([1, 2]);
      for (const role of [ROLES.moderator, ROLES.admin, ROLES.owner])
        expect(left(messages, { role })).toEqual([1, 2]);
    }
  });

  it('of a moderator who has deleted it themselves is like any other', () => {
    const own = gone(2, { sender: carol, deleted: { at: at(50), by: carol } });
    expect(left([messageAt(1), own], { me: carol, role: ROLES.moderator })).toEqual([1]);
  });

  it('stays where a link has led to it, and while it is being changed or answered', () => {
    const messages = [gone(1), gone(2), gone(3)];
    expect(left(messages, { heldIds: ['m-2', undefined] })).toEqual([2]);
  });

  it('stays while it has the focus, unless the reader has deleted it', () => {
    const focusedKey = 'u-bob:client-2';
    expect(left([gone(1), gone(2)], { focusedKey })).toEqual([2]);
    expect(left([gone(1), gone(2)], { focusedKey, me: bob })).toEqual([]);
    expect(left([gone(1), gone(2, byModerator)], { focusedKey, me: carol })).toEqual([]);
    const moderator = { focusedKey, me: carol, role: ROLES.moderator };
    expect(left([gone(1), gone(2, byModerator)], moderator)).toEqual([2]);
  });
});

describe('what is drawn around deleted messages', () => {
  const kinds = (messages: readonly Message[], unread?: { from: number; upTo: number }) =>
    createRowBuilder()({
      messages: withoutDeleted(messages, reader),
      lines: [],
      pending: [],
      me: alice,
      unread,
      isDetached: false,
    }).map((row) =>
      row.kind === 'message' ? `${String(row.message.seq)}${row.isFirst ? '+' : ''}` : row.kind,
    );

  it('has the head of the group on the message that is first now', () => {
    const messages = [
      messageAt(1, { createdAt: at(0), sender: carol }),
      gone(2, { createdAt: at(1) }),
      messageAt(3, { createdAt: at(2) }),
      gone(4, { createdAt: at(3), sender: carol }),
      messageAt(5, { createdAt: at(3) }),
    ];
    expect(kinds(messages)).toEqual(['head', 'day', '1+', '3+', '5']);
  });

  it('has no day without a message, and each day once', () => {
    const messages = [
      messageAt(1, { createdAt: at(0, 10) }),
      gone(2, { createdAt: at(0, 11) }),
      gone(3, { createdAt: at(1, 11) }),
      gone(4, { createdAt: at(0, 12) }),
      messageAt(5, { createdAt: at(1, 12) }),
    ];
    expect(kinds(messages)).toEqual(['head', 'day', '1+', 'day', '5+']);
  });

  it('has the line of news before what is left of them, and none where nothing is', () => {
    const messages = [messageAt(1), gone(2), messageAt(3)];
    expect(kinds(messages, { from: 1, upTo: 3 })).toEqual(['head', 'day', '1+', 'new', '3+']);
    expect(kinds(messages.slice(0, 2), { from: 1, upTo: 2 })).toEqual(['head', 'day', '1+']);
  });
});
