import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { fold, type UserRef } from '@chatket/contract';
import { validationError } from '../common/index.js';
import { WordTrie } from '../rooms/rules/index.js';
import { KeywordsRepository } from './keywords.repository.js';

/** What another process has changed is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;

/**
 * Words that people want to be told of. They are looked for in every text, so they are kept here, folded, in one trie: a text
 * is walked once, however many there are, and not at all while nobody has any.
 */
@Injectable()
export class Keywords implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Keywords.name);
  private readonly keysOf = new Map<string, readonly string[]>();
  private trie: WordTrie<readonly string[]> | undefined;
  private readUpTo = new Date(0);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly keywords: KeywordsRepository) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.timer = setInterval(() => void this.read(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  list(actor: UserRef): Promise<string[]> {
    return this.keywords.find(actor.id);
  }

  /** Puts these in the place of those before; words that are compared alike are one. @throws AppError `VALIDATION` */
  async replace(actor: UserRef, typed: readonly string[]): Promise<string[]> {
    const byKey = new Map<string, string>();
    for (const [place, word] of typed.entries()) {
      const key = fold(word);
      if (!/[\p{L}\p{N}]/u.test(key))
        throw validationError([
          { field: `keywords[${String(place)}]`, message: 'must have a letter or a digit' },
        ]);
      if (!byKey.has(key)) byKey.set(key, word);
    }
    const words = [...byKey.values()];
    const keys = [...byKey.keys()];
    await this.keywords.replace(actor.id, words, keys);
    this.take(actor.id, keys);
    return words;
  }

  /** Whether anybody wants to be told of a word. */
  get hasAny(): boolean {
    return this.keysOf.size > 0;
  }

  /** The people one of whose words stands in a text. */
  whoseStandIn(text: string): string[] {
    if (!this.hasAny) return [];
    this.trie ??= this.build();
    const people = new Set<string>();
    for (const ids of this.trie.find(fold(text))) for (const id of ids) people.add(id);
    return [...people];
  }

  private take(userId: string, keys: readonly string[]): void {
    if (keys.length > 0) this.keysOf.set(userId, keys);
    else this.keysOf.delete(userId);
    this.trie = undefined;
  }

  private build(): WordTrie<readonly string[]> {
    const people = new Map<string, string[]>();
    for (const [userId, keys] of this.keysOf)
      for (const key of keys) people.set(key, [...(people.get(key) ?? []), userId]);
    const trie = new WordTrie<readonly string[]>();
    for (const [key, ids] of people) trie.add(key, ids);
    return trie;
  }

  private async read(): Promise<void> {
    try {
      for (const { userId, keys, changedAt } of await this.keywords.changedSince(this.readUpTo)) {
        if (changedAt > this.readUpTo) this.readUpTo = changedAt;
        if (keys.join('\n') !== (this.keysOf.get(userId) ?? []).join('\n')) this.take(userId, keys);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'the words that people want to be told of could not be read');
    }
  }
}
