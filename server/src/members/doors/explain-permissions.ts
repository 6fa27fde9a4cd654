import { Injectable } from '@nestjs/common';
import {
  type Action,
  ACTIONS,
  decide,
  type Decision,
  exemplaryTarget,
  isGuestName,
  type Permissions,
  roleName,
  type UserRef,
} from '@chatket/contract';
import { RoomAccess } from '../../rooms/access/index.js';
import { UsersService } from '../../users/index.js';

/** What somebody may do in a room, and why not what they may not. */
@Injectable()
export class ExplainPermissions {
  constructor(
    private readonly access: RoomAccess,
    private readonly users: UsersService,
  ) {}

  /** Everybody may ask for themselves, moderators for others. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async run(actor: UserRef, roomId: string, userId = actor.id): Promise<Permissions> {
    await this.access.require(actor, roomId, userId === actor.id ? 'see' : 'moderate');
    const standing = await this.access.standingOf(userId, roomId);
    const user = await this.users.findById(userId);
    const isGuest = user !== undefined && isGuestName(user.username);
    const decisions = (Object.keys(ACTIONS) as Action[]).map((action): [Action, Decision] => [
      action,
      decide(action, { ...exemplaryTarget(action), ...standing, isGuest }),
    ]);
    return {
      userId,
      role: standing.role === null ? null : roleName(standing.role),
      permissions: Object.fromEntries(decisions) as Record<Action, Decision>,
    };
  }
}
