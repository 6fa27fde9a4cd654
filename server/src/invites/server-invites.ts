import { Injectable } from '@nestjs/common';
import type { CreateServerInviteBody, NewServerInvite, ServerInvite, UserRef } from '@chatket/contract';
import { LIMITS } from '@chatket/contract';
import { AppError, newId } from '../common/index.js';
import { hashOfToken, newInviteToken } from './invite-token.js';
import { ServerInviteRepository } from './server-invite.repository.js';

/** Links by which people make an account where these need an invitation; for those who run the server. */
@Injectable()
export class ServerInvites {
  constructor(private readonly invites: ServerInviteRepository) {}

  /** @throws AppError `FORBIDDEN` */
  async list(actor: UserRef): Promise<ServerInvite[]> {
    const invites = await this.invites.list(actor.id);
    if (!invites) throw notYours();
    return invites;
  }

  /** @throws AppError `FORBIDDEN`; `LIMIT_REACHED` when so many work already */
  async make(actor: UserRef, { expiresIn, maxUses }: CreateServerInviteBody): Promise<NewServerInvite> {
    const [id, token] = [newId(), newInviteToken()];
    const outcome = await this.invites.make({
      ...{ id, actorId: actor.id, tokenHash: hashOfToken(token), maxUses },
      expiresIn: expiresIn ?? LIMITS.inviteSecondsDefault,
    });
    if (outcome === 'forbidden') throw notYours();
    if (outcome === 'limit')
      throw new AppError('LIMIT_REACHED', 'So many links work already. End one first.');
    const made = (await this.list(actor)).find((invite) => invite.id === id);
    if (!made) throw new AppError('NOT_FOUND', 'The link was ended meanwhile.');
    return { ...made, token };
  }

  /** Twice is once. @throws AppError `FORBIDDEN`, `NOT_FOUND` */
  async revoke(actor: UserRef, id: string): Promise<void> {
    const outcome = await this.invites.revoke(actor.id, id);
    if (outcome === 'forbidden') throw notYours();
    if (outcome === 'none') throw new AppError('NOT_FOUND', 'There is no such link.');
  }
}

function notYours(): AppError {
  return new AppError('FORBIDDEN', 'This is for those who run the server.');
}
