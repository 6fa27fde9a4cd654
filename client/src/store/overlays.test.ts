import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import type { PendingChange } from './outbox-store';
import { createOverlay, withChanges } from './overlays';

type Done =
  | { kind: 'edit'; text: string }
  | { kind: 'delete'; notBefore: number }
  | { kind: 'react'; emoji: string; on: boolean }
  | { kind: 'pin'; on: boolean };

let order = 0;
function change(done: Done, state: PendingChange['state'] = { kind: 'queued' }): PendingChange {
  order += 1;
  return { clientMsgId: `c-${String(order)}`, roomId: 'r', messageId: 'm-3', order, state, ...done };
}

const message = messageAt(3, { sender: alice });
const edit = (text: string, state?: PendingChange['state']) => change({ kind: 'edit', text }, state);
const react = (emoji: string, on: boolean, state?: PendingChange['state']) =>
  change({ kind: 'react', emoji, on }, state);
const shown = (changes: readonly PendingChange[], of = message) => withChanges(of, changes, alice);

describe('what I did to a message', () => {
  it('is shown as long as it waits, and until its state has come', () => {
    const sent = edit('after', { kind: 'sent', seq: 9 });
    expect(shown([edit('after')]).text).toBe('after');
    expect(shown([sent]).text).toBe('after');
    expect(shown([sent], { ...message, rev: 8, text: 'other' }).text).toBe('after');
    expect(shown([sent], { ...message, rev: 9, text: 'as stored' }).text).toBe('as stored');
    expect(shown([sent], { ...message, rev: 12, text: 'of later' }).text).toBe('of later');
  });

  it('pins and unpins, and leaves alone what is so already', () => {
    const pin = (on: boolean) => change({ kind: 'pin', on });
    const pinned = { ...message, pinned: { at: '2026-01-01T00:00:00.000Z', by: bob } };
    expect(shown([pin(true)]).pinned).toMatchObject({ by: alice });
    expect(shown([pin(true)], pinned)).toBe(pinned);
    expect(shown([pin(false)])).toBe(message);
    expect(shown([pin(false)], pinned)).toEqual(message);
    expect(shown([pin(true), pin(false)])).toEqual(message);
  });

  it('that fails takes back its own field and nothing else', () => {
    const failed = edit('after', { kind: 'failed', code: 'FORBIDDEN' });
    const after = shown([failed, react('👍', true)]);
    expect(after.text).toBe(message.text);
    expect(after.reactions).toEqual([{ emoji: '👍', count: 1, users: [alice] }]);
    expect(shown([edit('one'), edit('two', { kind: 'failed', code: 'CONFLICT' })]).text).toBe('one');
  });

  it('deletes text and reactions at once', () => {
    const reactions = [{ emoji: '👍', count: 1, users: [bob] }];
    const after = shown([change({ kind: 'delete', notBefore: 0 }), edit('late')], { ...message, reactions });
    expect(after).toMatchObject({ text: '', deleted: { by: alice } });
    expect(after.reactions).toBeUndefined();
  });

  it('puts me among those who react, whatever the tone, and takes me away', () => {
    const reactions = [{ emoji: '👍', count: 1, users: [bob] }];
    const joined = shown([react('👍🏽', true)], { ...message, reactions });
    expect(joined.reactions).toEqual([{ emoji: '👍', count: 2, users: [bob, alice] }]);
    expect(shown([react('👍', false)], joined).reactions).toEqual(reactions);
    expect(shown([react('👍', true)], joined)).toBe(joined);
    const only = { ...message, reactions: [{ emoji: '👍', count: 1, users: [alice] }] };
    expect(shown([react('👍', false)], only).reactions).toBeUndefined();
  });

  it('counts me where not everybody is named', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ id: `u-${String(index)}`, username: 'x' }));
    const crowded = { ...message, reactions: [{ emoji: '👍', count: 31, users: many }] };
    const joined = shown([react('👍', true)], crowded);
    expect(joined.reactions).toEqual([{ emoji: '👍', count: 32, users: many, mine: true }]);
    expect(shown([react('👍', false)], joined).reactions).toEqual(crowded.reactions);
  });
});

describe('the overlay of a conversation', () => {
  it('keeps every message and the list the same while nothing about them changes', () => {
    const overlay = createOverlay(alice);
    const messages = [messageAt(2), message, messageAt(4)];
    expect(overlay(messages, [])).toBe(messages);
    const changes = [edit('after')];
    const once = overlay(messages, changes);
    expect(once.map(({ text }) => text)).toEqual(['text 2', 'after', 'text 4']);
    expect(overlay(messages, [...changes])).toBe(once);
    const elsewhere = { ...react('👍', true), messageId: 'm-99' };
    expect(overlay(messages, [...changes, elsewhere])).toBe(once);
    const more = overlay([...messages, messageAt(5)], changes);
    expect(more[1]).toBe(once[1]);
    expect(overlay(messages, [])).toBe(messages);
  });
});
