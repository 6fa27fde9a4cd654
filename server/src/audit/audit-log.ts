import { Injectable } from '@nestjs/common';
import { type AuditCheck, type AuditEntry, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { RoomAccess } from '../rooms/access/index.js';
import { ServerRoles } from '../users/index.js';
import { type AuditQuery, AuditRepository } from './audit.repository.js';
import { walkChain } from './walk-chain.js';

/** Who did what with a right that others do not have: of one room for its admins, of all for those who run the server. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly entries: AuditRepository,
    private readonly access: RoomAccess,
    private readonly roles: ServerRoles,
  ) {}

  /** @throws AppError `FORBIDDEN` for whoever does not run the server */
  async ofServer(actor: UserRef, query: AuditQuery): Promise<AuditEntry[]> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    return this.entries.list(query);
  }

  /** @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async ofRoom(actor: UserRef, roomId: string, query: AuditQuery): Promise<AuditEntry[]> {
    await this.access.require(actor, roomId, 'audit');
    return this.entries.list({ ...query, roomId });
  }

  /** Looks at every entry there is. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async verify(actor: UserRef, expected?: string): Promise<AuditCheck> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    return walkChain(this.entries, expected);
  }
}
