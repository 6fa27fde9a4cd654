import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { Coalescer } from '../../common/index.js';
import { MessageViewRepository } from './message-view.repository.js';

const MAX_IDS = 256;

/** Messages as they are now. What is told live, at a sync and on a page comes from the same description. */
@Injectable()
export class MessageView {
  private readonly messages: Coalescer<string, Message | undefined>;

  constructor(repository: MessageViewRepository) {
    this.messages = new Coalescer((ids) => repository.byIds(ids), MAX_IDS);
  }

  /** The present state of a message; undefined when there is none. */
  find(messageId: string): Promise<Message | undefined> {
    return this.messages.add(messageId);
  }
}
