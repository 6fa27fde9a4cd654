import type { Message } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

export interface MessagesCreated {
  roomId: string;
  /** What one commit added to the room, ascending by seq. Batches of a room are announced in seq order. */
  messages: Message[];
}

export const messagesCreated = defineEvent<MessagesCreated>('messages.created');
