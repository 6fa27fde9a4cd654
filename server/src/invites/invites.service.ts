import { Injectable } from '@nestjs/common';
import { type CreateInviteBody, type Invite, type NewInvite, ROLES, type UserRef } from '@chatket/contract';
import { AppError, newId, validationError } from '../common/index.js';
import { Config } from '../config/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { NewAccounts } from '../users/index.js';
import { InviteRepository } from './invite.repository.js';
import { hashOfToken, newInviteToken } from './invite-token.js';

/** What somebody asks for, with the defaults. */
export type WantedInvite = CreateInviteBody & Required<Omit<CreateInviteBody, 'maxUses'>>;

/** Links into rooms: made, shown, ended. */
@Injectable()
export class InvitesService {
  constructor(
    private readonly invites: InviteRepository,
    private readonly access: RoomAccess,
    private readonly accounts: NewAccounts,
    private readonly config: Config,
  ) {}

  /**
   * A link of which only the maker is told the token, now and never again.
   * @throws AppError what refuses `invite`, for guests `inviteGuests`; `FORBIDDEN` for a role that one may not give;
   *   `VALIDATION` where guests are switched off; `LIMIT_REACHED`; `NEW_ACCOUNT`
   */
  async create(actor: UserRef, roomId: string, body: WantedInvite): Promise<NewInvite> {
    const { way, role, expiresIn, maxUses } = body;
    await this.access.require(actor, roomId, way === 'guest' ? 'inviteGuests' : 'invite');
    await this.accounts.requireOld(actor);
    if (way === 'guest' && !this.config.hasGuestLinks)
      throw validationError([{ field: 'way', message: 'guests are switched off on this server' }]);
    if (way !== 'join' && role !== ROLES.member)
      throw validationError([{ field: 'role', message: 'can be given with the way join only' }]);
    if (role !== ROLES.member) await this.access.require(actor, roomId, 'setRole', { newRole: role });
    const token = newInviteToken();
    const tokenHash = hashOfToken(token);
    const stored = { id: newId(), roomId, tokenHash, way, role, makerId: actor.id, expiresIn, maxUses };
    const invite = await this.invites.insert(stored);
    if (!invite)
      throw new AppError('LIMIT_REACHED', 'This room has as many links as it may. Revoke one first.');
    return { ...invite, token };
  }

  /** Those that are not over: one's own, as a moderator those of all. @throws AppError what refuses `invite` */
  async list(actor: UserRef, roomId: string): Promise<Invite[]> {
    const { role } = await this.access.require(actor, roomId, 'invite');
    return this.invites.list({ roomId, userId: actor.id, role: role ?? ROLES.member });
  }

  /** Ends one of those. @throws AppError what refuses `read`; `NOT_FOUND` for one that is not there for them */
  async revoke(actor: UserRef, roomId: string, inviteId: string): Promise<void> {
    const { role } = await this.access.require(actor, roomId, 'read');
    const isDone = await this.invites.revoke(
      { roomId, userId: actor.id, role: role ?? ROLES.member },
      inviteId,
    );
    if (!isDone) throw new AppError('NOT_FOUND', 'There is no such link.');
  }
}
