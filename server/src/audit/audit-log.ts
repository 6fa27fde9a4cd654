import { Injectable } from '@nestjs/common';
import { type AuditCheck, type AuditEntry, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { RoomAccess } from '../rooms/access/index.js';
import { ServerRoles } from '../users/index.js';
import { type AuditQuery, AuditRepository } from './audit.repository.js';
import { walkChain } from './walk-chain.js';

/** As long as a screen shows at once. */
const PAGE = 100;
/** Of a table, held in memory at a time. */
const LARGE_PAGE = 1_000;

/** Who did what with a right that others do not have: of one room for its admins, of all for those who run the server. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly entries: AuditRepository,
    private readonly access: RoomAccess,
    private readonly roles: ServerRoles,
  ) {}

  /** A page. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async ofServer(actor: UserRef, query: AuditQuery): Promise<AuditEntry[]> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    return this.entries.list({ limit: PAGE, ...query });
  }

  /** A page. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async ofRoom(actor: UserRef, roomId: string, query: AuditQuery): Promise<AuditEntry[]> {
    await this.access.require(actor, roomId, 'audit');
    return this.entries.list({ limit: PAGE, ...query, roomId });
  }

  /** All there are, or as many as the query wants, in pages: the newest first. @throws as `ofServer` */
  async allOfServer(actor: UserRef, query: AuditQuery): Promise<AsyncGenerator<AuditEntry[]>> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    return this.pages(query);
  }

  /** The same of a room. @throws as `ofRoom` */
  async allOfRoom(actor: UserRef, roomId: string, query: AuditQuery): Promise<AsyncGenerator<AuditEntry[]>> {
    await this.access.require(actor, roomId, 'audit');
    return this.pages({ ...query, roomId });
  }

  /** Looks at every entry there is. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async verify(actor: UserRef, expected?: string): Promise<AuditCheck> {
    await this.roles.require(actor, SERVER_ROLES.admin);
    return walkChain(this.entries, expected);
  }

  private async *pages(query: AuditQuery): AsyncGenerator<AuditEntry[]> {
    let { before, limit: left = Infinity } = query;
    while (left > 0) {
      const limit = Math.min(left, LARGE_PAGE);
      const page = await this.entries.list({ ...query, before, limit });
      if (page.length > 0) yield page;
      if (page.length < limit) return;
      left -= page.length;
      before = page.at(-1)?.id;
    }
  }
}
