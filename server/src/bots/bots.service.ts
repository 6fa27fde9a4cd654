import { Injectable } from '@nestjs/common';
import {
  type ApiToken,
  type Bot,
  botUsername,
  type CreateApiToken,
  isBotName,
  type NewApiToken,
  TOKEN_LIMITS,
  type UserRef,
} from '@chatket/contract';
import { ApiTokens } from '../auth/index.js';
import { AppError, newId } from '../common/index.js';
import { BotsRepository } from './bots.repository.js';

/** Accounts for programs. Each is somebody's, who gives it its tokens; in rooms it is a member like any other. */
@Injectable()
export class BotsService {
  constructor(
    private readonly bots: BotsRepository,
    private readonly tokens: ApiTokens,
  ) {}

  list({ id }: UserRef): Promise<Bot[]> {
    return this.bots.list(id);
  }

  /** @throws AppError `CONFLICT` for a name that is taken, `LIMIT_REACHED`; `FORBIDDEN` for a bot */
  async create(actor: UserRef, name: string): Promise<Bot> {
    if (isBotName(actor.username)) throw new AppError('FORBIDDEN', 'Bots do not make bots.');
    const made = await this.bots.insert(actor.id, { id: newId(), username: botUsername(name) });
    if (made === 'taken') throw new AppError('CONFLICT', 'There is a bot of that name already.');
    if (made === 'limit')
      throw new AppError('LIMIT_REACHED', `At most ${String(TOKEN_LIMITS.botsMax)} bots are somebody’s.`);
    return made;
  }

  /**
   * Its tokens end, and nobody can make others: it says nothing more. What it has said stays.
   * @throws AppError `NOT_FOUND`
   */
  async remove(actor: UserRef, id: string): Promise<void> {
    const bot = await this.require(actor, id);
    await this.bots.remove(actor.id, id);
    await this.tokens.revokeAll(bot);
  }

  /** @throws AppError `NOT_FOUND` */
  async tokensOf(actor: UserRef, id: string): Promise<ApiToken[]> {
    return this.tokens.list(await this.require(actor, id));
  }

  /** @throws AppError `NOT_FOUND`, `LIMIT_REACHED` */
  async createToken(actor: UserRef, id: string, body: CreateApiToken): Promise<NewApiToken> {
    return this.tokens.create(await this.require(actor, id), body);
  }

  /** @throws AppError `NOT_FOUND` */
  async revokeToken(actor: UserRef, { botId, tokenId }: { botId: string; tokenId: string }): Promise<void> {
    await this.tokens.revoke(await this.require(actor, botId), tokenId);
  }

  private async require(actor: UserRef, id: string): Promise<Bot> {
    const bot = await this.bots.find(actor.id, id);
    if (!bot) throw new AppError('NOT_FOUND', 'You have no such bot.');
    return bot;
  }
}
