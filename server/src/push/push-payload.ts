import {
  isOfFew,
  type PushContent,
  type PushedMessage,
  type PushPayload,
  type RequestAlert,
} from '@chatket/contract';
import { inWords } from '../chat/message/index.js';
import type { PushableMessage, PushedNote, PushTask, ReadPart } from './push-queue.repository.js';

/** Push services take 4,096 bytes of what is encrypted; RFC 8291 adds to it, and some say no earlier. */
export const PAYLOAD_MAX_BYTES = 3_000;
const TEXT_MAX = 180;

/** What a device is told of a message: no more than the server lets out, and no more than fits. */
export function payloadOf(
  task: Pick<PushTask, 'roomId' | 'messageId' | 'because' | 'language'>,
  message: PushableMessage,
  { content, read }: { content: PushContent; read: readonly ReadPart[] },
): Buffer {
  const { roomId, messageId, because, language } = task;
  const { seq, sender, room, rootId } = message;
  const pushed: PushedMessage = {
    ...{ kind: 'message', roomId, messageId, seq, because, language },
    ...(rootId !== undefined && { rootId }),
    ...(content !== 'none' && { sender, ...(!isOfFew(message) && { room }) }),
    ...(content === 'full' && { text: [...inWords(message)].slice(0, TEXT_MAX).join('') }),
    ...(read.length > 0 && { read: [...read] }),
  };
  const whole = encode(pushed);
  if (whole.length <= PAYLOAD_MAX_BYTES) return whole;
  const { read: _read, ...shorter } = pushed;
  const short = encode(shorter);
  return short.length <= PAYLOAD_MAX_BYTES ? short : encode({ ...shorter, text: '' });
}

/** What a device is told of a request to come in: names only where the server lets out who has written. */
export function requestPayloadOf(
  { language }: Pick<PushTask, 'language'>,
  { id, what, roomId, roomName, user }: RequestAlert,
  content: PushContent,
): Buffer {
  return encode({
    ...{ kind: 'request', id, what, language },
    ...(roomId !== undefined && { roomId }),
    ...(content !== 'none' && { room: roomName, ...(user && { name: user.username }) }),
  });
}

/** What a device is told of a message that was deleted behind its push. */
export function gonePayloadOf({ roomId, messageId, language }: PushedNote): Buffer {
  return encode({ kind: 'gone', roomId, messageId, language });
}

export function encode(payload: PushPayload): Buffer {
  return Buffer.from(JSON.stringify(payload));
}
