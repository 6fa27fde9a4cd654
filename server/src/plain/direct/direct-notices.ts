import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isChange, type LogEntry, type Message } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { askUntilBack } from '../../common/index.js';
import { EventBus } from '../../events/index.js';
import { entriesCommitted } from '../../log/index.js';
import { Fanout } from '../../realtime/index.js';
import { typingTold } from '../../typing/index.js';
import { ConversationsRepository, type Party } from './conversations.repository.js';
import { directMessage } from './direct-message.js';
import { DirectSending } from './direct-sending.js';

const REMEMBERED_ROOMS = 100_000;

/**
 * Tells plain clients what is said in direct rooms of theirs, whether they have joined them or not. Where none is
 * connected this costs a look at that; else each room is asked once who its people are, behind its message.
 */
@Injectable()
export class DirectNotices implements OnModuleInit {
  /** Neither the people of a direct room nor that another room is none ever change. */
  private readonly people = new LRUCache<string, Promise<readonly Pick<Party, 'id'>[]>>({
    max: REMEMBERED_ROOMS,
  });

  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly sending: DirectSending,
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(entriesCommitted, ({ roomId, entries }) =>
      this.fanout.hasMode('plain') ? this.tellAll(roomId, entries) : undefined,
    );
    this.events.on(typingTold, async ({ roomId, user, isTyping }) => {
      // Nobody but this process knows of it.
      if (!this.fanout.mayHaveMode('plain')) return;
      const notice = { conversationId: roomId, userId: user.id, username: user.username, isTyping };
      for (const { id } of await this.peopleOf(roomId))
        if (id !== user.id) this.fanout.toUser({ userId: id, modes: ['plain'] }, 'dm:typing', notice);
    });
  }

  private async tellAll(roomId: string, entries: readonly LogEntry[]): Promise<void> {
    const messages = entries.filter((entry): entry is Message => !isChange(entry));
    const people = messages.length > 0 ? await this.peopleOf(roomId) : [];
    for (const message of messages) this.tell(message, people);
  }

  private tell(message: Message, people: readonly Pick<Party, 'id'>[]): void {
    const writer = this.sending.writerOf(message.roomId, message.sender.id, message.clientMsgId);
    const except = new Set(writer === undefined ? [] : [writer]);
    for (const { id } of people)
      this.fanout.toUser(
        { userId: id, modes: ['plain'], except, isHere: true },
        'dm:new',
        directMessage(message, people),
      );
  }

  /** Nobody, where the room is no direct one. */
  private peopleOf(roomId: string): Promise<readonly Pick<Party, 'id'>[]> {
    const known = this.people.get(roomId);
    if (known) return known;
    const asked = this.ask(roomId);
    this.people.set(roomId, asked);
    // What could not be asked is asked again with the next message.
    asked.catch(() => this.people.delete(roomId));
    return asked;
  }

  /** What is stored has to be told, in order. */
  private async ask(roomId: string): Promise<readonly Pick<Party, 'id'>[]> {
    const found = await askUntilBack(() => this.conversations.find(roomId));
    return found?.parties.map(({ id }) => ({ id })) ?? [];
  }
}
