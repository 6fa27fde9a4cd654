import { Injectable } from '@nestjs/common';
import type {
  Action,
  DirectConversation,
  DirectConversationSummary,
  Message,
  ReadableDirectMessage,
  UserRef,
} from '@chatket/contract';
import { ListMessages } from '../../chat/index.js';
import { AppError, validationError } from '../../common/index.js';
import { DirectService } from '../../direct/index.js';
import { MarkRead } from '../../reads/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { type Conversation, ConversationsRepository, type Party } from './conversations.repository.js';
import { readableMessage } from './direct-message.js';

/** Direct rooms as plain clients know them. To them every other room is not there. */
@Injectable()
export class Conversations {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly direct: DirectService,
    private readonly messages: ListMessages,
    private readonly markRead: MarkRead,
    private readonly access: RoomAccess,
  ) {}

  list(actor: UserRef): Promise<DirectConversationSummary[]> {
    return this.conversations.listOf(actor.id);
  }

  /** @throws AppError `VALIDATION` for somebody who is not there, and for a guest */
  async open(actor: UserRef, userId: string): Promise<{ conversation: DirectConversation; isNew: boolean }> {
    const { room, isNew } = await this.direct.open(actor, [userId]).catch(namingUser);
    return { conversation: await this.read(actor, room.id), isNew };
  }

  /** @throws AppError `ROOM_NOT_FOUND` */
  async read(actor: UserRef, id: string): Promise<DirectConversation> {
    const { parties, ...times } = await this.require(actor, id, 'read');
    return { id, otherUser: otherOf(parties, actor), ...times };
  }

  /** A page, oldest message first. @throws AppError `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`, `VALIDATION` */
  async page(
    actor: UserRef,
    id: string,
    query: { before?: string | undefined; limit?: number | undefined },
  ): Promise<ReadableDirectMessage[]> {
    const { parties } = await this.require(actor, id, 'read');
    const { json } = await this.messages.run(actor, id, query);
    return (JSON.parse(json) as Message[]).map((message) => readableMessage(message, parties));
  }

  /** All of it is read. @throws AppError `ROOM_NOT_FOUND` */
  async readAll(actor: UserRef, id: string): Promise<void> {
    await this.require(actor, id, 'read');
    await this.markRead.run(actor, { roomId: id, seq: Number.MAX_SAFE_INTEGER });
  }

  unread(actor: UserRef): Promise<number> {
    return this.conversations.unreadOf(actor.id);
  }

  /** @throws AppError `ROOM_NOT_FOUND` for a room of any other kind, and for one of others */
  async require(actor: UserRef, id: string, action: Action): Promise<Conversation> {
    const { kind } = await this.access.standingOf(actor.id, id);
    if (kind !== 'direct') throw notThere();
    await this.access.require(actor, id, action);
    const conversation = await this.conversations.find(id);
    if (!conversation) throw notThere();
    return conversation;
  }
}

function otherOf(parties: readonly Party[], actor: UserRef): UserRef {
  const { id, username } = parties.find((party) => party.id !== actor.id) ?? actor;
  return { id, username };
}

/** The one person was sent by another name. */
function namingUser(error: unknown): never {
  if (!(error instanceof AppError && error.code === 'VALIDATION')) throw error;
  throw validationError((error.details.fields ?? []).map((fault) => ({ ...fault, field: 'userId' })));
}

/** The same as for a room that was never made. */
const notThere = () => new AppError('ROOM_NOT_FOUND', 'There is no such room.');
