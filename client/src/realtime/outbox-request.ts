import { revOf, type UserRef } from '@chatket/contract';
import { isSend, judge, type EditItem, type OutboxItem, type Verdict } from './outbox-item';
import type { Transport } from './transport';

const ACK_TIMEOUT_MS = 10_000;

/** What came of an attempt. */
export type Attempt =
  | { kind: 'done'; seq: number; messageId?: string; notMembers?: readonly UserRef[] }
  /** The message has another `rev` by now, though not another text: the edit is to be repeated on that. */
  | { kind: 'rebase'; item: EditItem }
  | Exclude<Verdict, 'retry'>
  | { kind: 'retry'; isUnanswered: boolean; afterMs?: number };

/** Tells the server once. It is idempotent: whatever had no answer may be told again. */
export async function attempt(transport: Transport, item: OutboxItem): Promise<Attempt> {
  const answer = await request(transport, item).catch(() => undefined);
  if (!answer) return { kind: 'retry', isUnanswered: true };
  if (answer.success) return { kind: 'done', seq: 0, ...answer };
  const { current, code, retryAfterMs: afterMs } = answer;
  if (item.kind === 'edit' && current) {
    const rev = revOf(current);
    if (current.text === item.text) return { kind: 'done', seq: rev };
    if (item.replaces.includes(current.text) && rev > item.rev)
      return { kind: 'rebase', item: { ...item, rev } };
  }
  const retry = { kind: 'retry' as const, isUnanswered: false, afterMs };
  // A change is no text that could wait for the end of a mute: whoever made it is told.
  if (code === 'MUTED' && !isSend(item)) return { kind: 'failed', code };
  if (code === 'RATE_LIMITED' && !isSend(item))
    return afterMs === undefined ? { kind: 'failed', code } : retry;
  const verdict = judge(answer);
  return verdict === 'retry' ? retry : verdict;
}

function request(transport: Transport, item: OutboxItem) {
  const { roomId, messageId = '' } = { messageId: undefined, ...item };
  switch (item.kind) {
    case 'edit': {
      const { text, rev } = item;
      return transport.request('message:edit', { roomId, messageId, text, rev }, ACK_TIMEOUT_MS);
    }
    case 'delete':
      return transport.request('message:delete', { roomId, messageId, reason: item.reason }, ACK_TIMEOUT_MS);
    case 'react': {
      const { emoji, on } = item;
      return transport.request('message:react', { roomId, messageId, emoji, on }, ACK_TIMEOUT_MS);
    }
    case 'pin':
      return transport.request('message:pin', { roomId, messageId, on: item.on }, ACK_TIMEOUT_MS);
    case 'poll:vote': {
      const { kind, option, on } = item;
      return transport.request(kind, { roomId, messageId, option, on }, ACK_TIMEOUT_MS);
    }
    case 'poll:end':
      return transport.request(item.kind, { roomId, messageId }, ACK_TIMEOUT_MS);
    default: {
      const { text, clientMsgId, replyTo, forwardOf, mentionAll, threadId, inRoom, poll, files } = item;
      if (poll)
        return transport.request(
          'poll:create',
          { ...poll, roomId, question: text, clientMsgId },
          ACK_TIMEOUT_MS,
        );
      if (forwardOf !== undefined)
        return transport.request(
          'message:forward',
          { messageId: forwardOf, roomId, clientMsgId, ...(threadId !== undefined && { threadId }) },
          ACK_TIMEOUT_MS,
        );
      return transport.request(
        'message:send',
        {
          roomId,
          text,
          clientMsgId,
          replyToId: replyTo?.id,
          ...(mentionAll && { mentionAll }),
          ...(threadId !== undefined && { threadId }),
          ...(inRoom && { alsoInRoom: true }),
          ...(files && { attachments: files.map(({ id }) => id) }),
        },
        ACK_TIMEOUT_MS,
      );
    }
  }
}
