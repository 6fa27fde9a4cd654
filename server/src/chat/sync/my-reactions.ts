import { Injectable } from '@nestjs/common';
import { type LogEntry, type Message, messageOf, type MyReactions } from '@chatket/contract';
import { Coalescer } from '../../common/index.js';
import { MyReactionsRepository, type ReactionPlace } from './my-reactions.repository.js';

const MAX_PLACES = 256;

/**
 * What is sent to many is encoded once and says of a crowd only how many they are: each person is told beside it with
 * what they have reacted themselves.
 */
@Injectable()
export class MyReactionsService {
  private readonly found: Coalescer<ReactionPlace, { rev: number; isMine: boolean }>;

  constructor(repository: MyReactionsRepository) {
    this.found = new Coalescer((places) => repository.at(places), MAX_PLACES);
  }

  /** Of the messages among the entries that have a reaction of more people than are shown; mostly there is none. */
  of(userId: string, entries: readonly LogEntry[]): Promise<MyReactions[]> {
    const messages = new Map(
      entries.flatMap((entry) => messageOf(entry) ?? []).map((message) => [message.messageId, message]),
    );
    const asked = [...messages.values()].map((message) => [message.messageId, crowdsOf(message)] as const);
    return Promise.all(
      asked
        .filter(([, emojis]) => emojis.length > 0)
        .map(([messageId, emojis]) => this.ofMessage(userId, messageId, emojis)),
    );
  }

  private async ofMessage(userId: string, messageId: string, emojis: string[]): Promise<MyReactions> {
    const found = await Promise.all(emojis.map((emoji) => this.found.add({ userId, messageId, emoji })));
    return {
      messageId,
      // They may have been looked up by two statements: what holds for all of them is the older.
      rev: Math.min(...found.map(({ rev }) => rev)),
      emojis: emojis.filter((_, index) => found[index]?.isMine),
    };
  }
}

function crowdsOf({ reactions = [] }: Message): string[] {
  return reactions.filter(({ count, users }) => count > users.length).map(({ emoji }) => emoji);
}
