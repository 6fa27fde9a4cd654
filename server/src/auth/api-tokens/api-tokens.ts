import { Injectable } from '@nestjs/common';
import {
  type ApiToken,
  type CreateApiToken,
  isBotName,
  type NewApiToken,
  TOKEN_LIMITS,
  type UserRef,
} from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Sessions } from '../sessions/sessions.service.js';
import { ApiTokenRepository } from './api-token.repository.js';
import { hashOfToken, newTokenText } from './token-text.js';

/** The tokens by which programs log in: made, listed and taken back. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly tokens: ApiTokenRepository,
    private readonly sessions: Sessions,
  ) {}

  list({ id }: UserRef): Promise<ApiToken[]> {
    return this.tokens.list(id);
  }

  /** Nobody can have its text again. @throws AppError `LIMIT_REACHED`, `ACCOUNT_DEACTIVATED` */
  async create(owner: UserRef, { name, scope, days }: CreateApiToken): Promise<NewApiToken> {
    const token = newTokenText(isBotName(owner.username) ? 'bot' : 'personal');
    const made = await this.tokens.insert({
      ...{ userId: owner.id, name, days },
      ...{ hash: hashOfToken(token), isWriting: scope === 'write' },
    });
    if (made === 'closed') throw new AppError('ACCOUNT_DEACTIVATED', 'This account is deactivated.');
    if (made === 'limit')
      throw new AppError(
        'LIMIT_REACHED',
        `At most ${String(TOKEN_LIMITS.tokensMax)} tokens can count at once.`,
      );
    return { ...made, token };
  }

  /** From now on it opens nothing, and whoever came in by it is put out. Twice is once. @throws AppError `NOT_FOUND` */
  async revoke(owner: UserRef, id: string): Promise<void> {
    await this.sessions.end(owner, id);
  }

  /** The same of all. */
  async revokeAll(owner: UserRef): Promise<void> {
    for (const { id } of await this.tokens.list(owner.id)) await this.revoke(owner, id);
  }
}
