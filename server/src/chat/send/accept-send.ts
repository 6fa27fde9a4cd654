import { CLIENT_MSG_ID_PATTERN, LIMITS, type MessageSend } from '@chatket/contract';
import { hasFields, isCanonicalId, refuseText } from '../../common/index.js';

/** The short way for `SendMessageDto`. */
export function acceptSend(payload: unknown): MessageSend | undefined {
  if (!hasFields(payload, ['roomId', 'text', 'clientMsgId'])) return undefined;
  const { roomId, clientMsgId } = payload;
  if (!isCanonicalId(roomId)) return undefined;
  if (typeof payload.text !== 'string' || refuseText(payload.text, LIMITS.longTextBound) !== null)
    return undefined;
  if (typeof clientMsgId !== 'string' || !CLIENT_MSG_ID_PATTERN.test(clientMsgId)) return undefined;
  const text = payload.text.trim();
  // What is rare goes the long way.
  if ('threadId' in payload || 'alsoInRoom' in payload || 'attachments' in payload) return undefined;
  const { replyToId, mentionAll } = payload as { replyToId?: unknown; mentionAll?: unknown };
  if (mentionAll !== undefined) return undefined;
  if (replyToId === undefined) return { roomId, text, clientMsgId };
  return replyToId === null || isCanonicalId(replyToId)
    ? { roomId, text, clientMsgId, replyToId }
    : undefined;
}
