import { Injectable } from '@nestjs/common';
import { type LogEntry, type Message, messageOf, type MyReactions } from '@chatket/contract';
import { Coalescer } from '../../common/index.js';
import { MyReactionsRepository, type ReactionPlace } from './my-reactions.repository.js';

const MAX_PLACES = 256;
const NO_EMOJIS: string[] = [];
const NONE: Promise<MyReactions[]> = Promise.resolve([]);

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
    const crowds = crowdsIn(entries);
    if (crowds.size === 0) return NONE;
    return Promise.all([...crowds].map(([messageId, emojis]) => this.ofMessage(userId, messageId, emojis)));
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

/** The emojis that more people have reacted with than are shown, by message. Each who comes back has the whole page looked
 * through, so what has no reactions costs nothing here. */
function crowdsIn(entries: readonly LogEntry[]): Map<string, string[]> {
  const crowds = new Map<string, string[]>();
  for (const entry of entries) {
    const message = messageOf(entry);
    const emojis = message?.reactions ? crowdsOf(message.reactions) : NO_EMOJIS;
    // A later entry of the same message tells its state anew.
    if (message && emojis.length > 0) crowds.set(message.messageId, emojis);
    else if (message && crowds.size > 0) crowds.delete(message.messageId);
  }
  return crowds;
}

function crowdsOf(reactions: NonNullable<Message['reactions']>): string[] {
  return reactions.filter(({ count, users }) => count > users.length).map(({ emoji }) => emoji);
}
