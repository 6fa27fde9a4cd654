import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { buildRows } from './rows';

const at = (minute: number, day = 12) => new Date(2026, 2, day, 14, minute).toISOString();
const kinds = (rows: ReturnType<typeof buildRows>) =>
  rows.map((row) => ('isFirst' in row ? `${row.kind}${row.isFirst ? '+' : ''}` : row.kind));
const build = (input: Partial<Parameters<typeof buildRows>[0]>) =>
  buildRows({ messages: [], pending: [], me: alice, unread: undefined, ...input });
const queued = (clientMsgId: string, minute: number) => ({
  clientMsgId,
  roomId: 'r',
  text: 'mine',
  order: new Date(at(minute)).getTime(),
  state: { kind: 'queued' as const },
});

describe('rows', () => {
  it('group one author within five minutes', () => {
    const messages = [
      messageAt(1, { createdAt: at(0) }),
      messageAt(2, { createdAt: at(4) }),
      messageAt(3, { createdAt: at(9) }),
      messageAt(4, { createdAt: at(9), sender: alice }),
    ];
    expect(kinds(build({ messages }))).toEqual(['day', 'message+', 'message', 'message+', 'message+']);
  });

  it('begin a new group with each day', () => {
    const messages = [messageAt(1, { createdAt: at(0, 11) }), messageAt(2, { createdAt: at(0, 12) })];
    expect(kinds(build({ messages }))).toEqual(['day', 'message+', 'day', 'message+']);
  });

  it('mark the first message of another person that was waiting', () => {
    const messages = [
      messageAt(1, { createdAt: at(0) }),
      messageAt(2, { createdAt: at(1), sender: alice }),
      messageAt(3, { createdAt: at(2) }),
      messageAt(4, { createdAt: at(2) }),
    ];
    const rows = build({ messages, unread: { from: 1, upTo: 4 } });
    expect(kinds(rows)).toEqual(['day', 'message+', 'message+', 'new', 'message+', 'message']);
  });

  it('do not mark what arrives while the room is open', () => {
    const messages = [messageAt(1, { createdAt: at(0) }), messageAt(2, { createdAt: at(1) })];
    expect(kinds(build({ messages, unread: { from: 1, upTo: 1 } }))).not.toContain('new');
  });

  it('show my unsent messages last, and once when their copy has arrived', () => {
    const messages = [
      messageAt(1, { createdAt: at(0), sender: bob }),
      messageAt(2, { createdAt: at(1), sender: alice, clientMsgId: 'a' }),
    ];
    const rows = build({ messages, pending: [queued('a', 1), queued('b', 2)] });
    expect(kinds(rows)).toEqual(['day', 'message+', 'message+', 'pending']);
  });

  it('keep the key of a message when it turns from unsent to stored', () => {
    const before = build({ pending: [queued('a', 1)] }).at(-1);
    const after = build({
      messages: [messageAt(1, { createdAt: at(1), sender: alice, clientMsgId: 'a' })],
    }).at(-1);
    expect(before?.key).toBe(after?.key);
  });
});
