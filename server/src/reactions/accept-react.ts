import type { MessageReact } from '@chatket/contract';
import { hasFields, isCanonicalId } from '../common/index.js';
import { EMOJI_LENGTH_MAX } from './reactions.dto.js';

/** The short way for `MessageReactDto`. */
export function acceptReact(payload: unknown): MessageReact | undefined {
  if (!hasFields(payload, ['roomId', 'messageId', 'emoji', 'on'])) return undefined;
  const { roomId, messageId, emoji, on } = payload;
  if (!isCanonicalId(roomId) || !isCanonicalId(messageId)) return undefined;
  if (typeof emoji !== 'string' || emoji.length > EMOJI_LENGTH_MAX || typeof on !== 'boolean')
    return undefined;
  return { roomId, messageId, emoji, on };
}
