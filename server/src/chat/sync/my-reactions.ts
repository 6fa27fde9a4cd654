import { Injectable } from '@nestjs/common';
import { type LogEntry, type Message, messageOf, type MyReactions } from '@chatket/contract';
import { Coalescer } from '../../common/index.js';
import { MyReactionsRepository, type ReactionPlace } from './my-reactions.repository.js';
import { type MyVotes, MyVotesRepository, type VotePlace } from './my-votes.repository.js';

const MAX_PLACES = 256;
const NONE: Promise<MyReactions[]> = Promise.resolve([]);

/**
 * What is sent to many is encoded once and says of a crowd only how many they are: each person is told beside it with
 * what they have reacted and chosen themselves.
 */
@Injectable()
export class MyReactionsService {
  private readonly found: Coalescer<ReactionPlace, { rev: number; isMine: boolean }>;
  private readonly votes: Coalescer<VotePlace, MyVotes>;

  constructor(reactions: MyReactionsRepository, votes: MyVotesRepository) {
    this.found = new Coalescer((places) => reactions.at(places), MAX_PLACES);
    this.votes = new Coalescer((places) => votes.at(places), MAX_PLACES);
  }

  /** Of the polls, and of the messages with a reaction of more people than are shown; mostly there is none. */
  of(userId: string, entries: readonly LogEntry[]): Promise<MyReactions[]> {
    const asked = askedIn(entries);
    if (asked.size === 0) return NONE;
    return Promise.all([...asked.values()].map((message) => this.ofMessage(userId, message)));
  }

  private async ofMessage(userId: string, { messageId, reactions, poll }: Message): Promise<MyReactions> {
    const emojis = crowdsOf(reactions);
    const [found, votes] = await Promise.all([
      Promise.all(emojis.map((emoji) => this.found.add({ userId, messageId, emoji }))),
      poll && this.votes.add({ userId, messageId }),
    ]);
    return {
      messageId,
      // They may have been looked up by two statements: what holds for all of them is the older.
      rev: Math.min(...[...found, ...(votes ? [votes] : [])].map(({ rev }) => rev)),
      emojis: emojis.filter((_, index) => found[index]?.isMine),
      ...(votes && { options: votes.options }),
    };
  }
}

/**
 * The messages of which each person is told something. Each who comes back has the whole page looked through, so what has
 * no reactions and is no poll costs nothing here.
 */
function askedIn(entries: readonly LogEntry[]): Map<string, Message> {
  const asked = new Map<string, Message>();
  for (const entry of entries) {
    const message = messageOf(entry);
    if (!message) continue;
    // A later entry of the same message tells its state anew.
    if (message.poll ?? (message.reactions && crowdsOf(message.reactions).length > 0))
      asked.set(message.messageId, message);
    else if (asked.size > 0) asked.delete(message.messageId);
  }
  return asked;
}

/** The emojis that more people have reacted with than are shown. */
function crowdsOf(reactions: Message['reactions'] = []): string[] {
  return reactions.filter(({ count, users }) => count > users.length).map(({ emoji }) => emoji);
}
