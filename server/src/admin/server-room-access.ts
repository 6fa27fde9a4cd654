import { Injectable } from '@nestjs/common';
import { type Action, decideAsServer, SERVER_ROLES, type ServerFacts, type UserRef } from '@chatket/contract';
import { refusalOf, RoomAccess } from '../rooms/access/index.js';
import { ServerRoles } from '../users/index.js';

/** What is known of the person that something is done to. */
type AboutPerson = Pick<ServerFacts, 'targetServerRole' | 'newRole' | 'isTargetGuest' | 'hasOwner'>;

/**
 * The gatekeeper of those who run the server: what they do in rooms without being members. Whoever does not run it is told
 * nothing of any room.
 */
@Injectable()
export class ServerRoomAccess {
  constructor(
    private readonly roles: ServerRoles,
    private readonly rooms: RoomAccess,
  ) {}

  /** @throws AppError `FORBIDDEN` for whoever does not run the server */
  requireServer(actor: UserRef): Promise<void> {
    return this.roles.require(actor, SERVER_ROLES.admin);
  }

  /** @throws AppError the code of the decision: `FORBIDDEN`, `ROOM_NOT_FOUND`, `NOT_FOR_GUESTS`, `BANNED` … */
  async require(actor: UserRef, roomId: string, action: Action, person: AboutPerson = {}): Promise<void> {
    const { serverRole } = await this.roles.me(actor);
    await this.requireServer(actor);
    const standing = await this.rooms.standingOf(actor.id, roomId);
    const decision = decideAsServer(action, { ...person, ...standing, serverRole });
    if (!decision.isAllowed) throw refusalOf(decision, { role: standing.role });
  }
}
