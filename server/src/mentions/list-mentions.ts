import { Injectable } from '@nestjs/common';
import type { MentionsPage, UserRef } from '@chatket/contract';
import { MentionsRepository, type MentionsQuery } from './mentions.repository.js';

/** What speaks to somebody, in all rooms they may read when they ask. */
@Injectable()
export class ListMentions {
  constructor(private readonly mentions: MentionsRepository) {}

  /** The newest first; `cursor` is missing where there is nothing more. */
  async run(actor: UserRef, { cursor, limit }: MentionsQuery): Promise<MentionsPage> {
    const found = await this.mentions.list(actor.id, { cursor, limit: limit + 1 });
    const mentions = found.slice(0, limit);
    const last = found.length > limit ? mentions.at(-1) : undefined;
    return { mentions, ...(last && { cursor: last.message.messageId }) };
  }
}
