import { Injectable } from '@nestjs/common';
import type { DirectMessage, DirectSend, DirectTyping } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { SendMessage } from '../../chat/index.js';
import { MessageView } from '../../chat/message/index.js';
import { AppError, newId, validationError } from '../../common/index.js';
import type { Connection } from '../../realtime/index.js';
import { TypingService } from '../../typing/index.js';
import { Conversations } from './conversations.js';
import { directMessage } from './direct-message.js';

/** As long as a message may be on its way to those who hear of it. */
const UNDER_WAY_MS = 60_000;
const UNDER_WAY_MAX = 10_000;

/** What plain clients say in direct rooms, brought to the use cases of all clients. */
@Injectable()
export class DirectSending {
  /** Which connection wrote a message: it reads it in its ack. */
  private readonly writers = new LRUCache<string, string>({ max: UNDER_WAY_MAX, ttl: UNDER_WAY_MS });

  constructor(
    private readonly conversations: Conversations,
    private readonly sendMessage: SendMessage,
    private readonly messages: MessageView,
    private readonly typing: TypingService,
  ) {}

  /** @throws AppError as `message:send`; `ROOM_NOT_FOUND`; `VALIDATION` for a receiver who is not the other person */
  async send(connection: Connection, payload: DirectSend): Promise<DirectMessage> {
    const { conversationId: roomId, receiverId, text, replyToId } = payload;
    const { parties } = await this.conversations.require(connection.user, roomId, 'post');
    const others = parties.filter(({ id }) => id !== connection.user.id);
    if (!(others.length > 0 ? others : parties).some(({ id }) => id === receiverId))
      throw validationError([
        { field: 'receiverId', message: 'is not the other person of the conversation' },
      ]);
    const clientMsgId = payload.clientMsgId ?? newId();
    this.writers.set(keyOf(roomId, connection.user.id, clientMsgId), connection.id);
    const stored = await this.sendMessage.run(connection, { roomId, text, clientMsgId, replyToId });
    const message = await this.messages.find(stored.messageId);
    if (!message) throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message.');
    return directMessage(message, parties);
  }

  /** @throws AppError `ROOM_NOT_FOUND`, and why one may not write there */
  async type(connection: Connection, { conversationId: roomId, isTyping }: DirectTyping): Promise<void> {
    await this.conversations.require(connection.user, roomId, 'post');
    this.typing.note(connection, { roomId, isTyping });
  }

  /** The connection that wrote the message, if it was written in this way and lately. */
  writerOf(roomId: string, userId: string, clientMsgId: string): string | undefined {
    return this.writers.get(keyOf(roomId, userId, clientMsgId));
  }
}

const keyOf = (...parts: string[]) => parts.join(' ');
