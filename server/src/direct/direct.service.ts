import { Injectable } from '@nestjs/common';
import { isDeletedName, isGuestName, LIMITS, type Room, type UserRef } from '@chatket/contract';
import { Blocks, notTaken } from '../blocks/index.js';
import { AppError, newId, validationError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined, roomHidden, roomShown } from '../members/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { RoomsService } from '../rooms/index.js';
import { NewAccounts, ServerMutes, UsersService } from '../users/index.js';
import { DirectRepository } from './direct.repository.js';
import { HiddenRooms } from './hidden-rooms.js';

/** Direct rooms and groups: opened by their people, and closed by each for themselves. */
@Injectable()
export class DirectService {
  constructor(
    private readonly rooms: RoomsService,
    private readonly direct: DirectRepository,
    private readonly hidden: HiddenRooms,
    private readonly users: UsersService,
    private readonly blocks: Blocks,
    private readonly accounts: NewAccounts,
    private readonly mutes: ServerMutes,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
  ) {}

  /**
   * The room of the actor and these people, made if there is none. The others see a new one with its first message.
   * @throws AppError `VALIDATION` for too many people, and for somebody who is not there or a guest, who has one room only;
   * `FORBIDDEN` for a new room with somebody who has blocked the actor; `NEW_ACCOUNT` where a new account writes to
   * strangers; `MUTED` for a new room by somebody who is muted on the server
   */
  async open(actor: UserRef, wanted: readonly string[]): Promise<{ room: Room; isNew: boolean }> {
    const userIds = [...new Set([actor.id, ...wanted])];
    if (userIds.length > LIMITS.groupPeopleMax) {
      const message = `must name at most ${String(LIMITS.groupPeopleMax - 1)} others`;
      throw validationError([{ field: 'userIds', message }]);
    }
    await this.requirePeople(wanted);
    await this.requireTaken(actor, userIds);
    await this.requireKnown(actor, userIds);
    await this.requireHeard(actor, userIds);
    const kind = userIds.length > 2 ? 'group' : 'direct';
    const { id, isNew, wasHidden } = await this.direct.open({
      id: newId(),
      kind,
      creatorId: actor.id,
      userIds,
    });
    if (isNew) this.hidden.expect(id);
    const [other] = userIds.filter((userId) => userId !== actor.id);
    if (isNew && kind === 'direct' && other !== undefined) await this.blocks.bar(actor.id, other);
    if (isNew) this.events.announce(memberJoined, { roomId: id, user: actor });
    else if (wasHidden) this.events.announce(roomShown, { roomId: id, user: actor });
    return { room: await this.rooms.read(actor, id), isNew };
  }

  /**
   * Puts the room out of the actor's list until something is said in it. Closing twice is closing once.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`
   */
  async close(actor: UserRef, roomId: string): Promise<void> {
    await this.access.require(actor, roomId, 'close');
    this.hidden.expect(roomId);
    const wasShown = await this.direct.hide(roomId, actor.id);
    this.hidden.expect(roomId);
    if (wasShown) this.events.announce(roomHidden, { roomId, user: actor });
    // What was said meanwhile may have been told before the room was hidden.
    await this.hidden.showAgain(roomId);
  }

  /** A room that is there is opened all the same: what was said in it is everybody's. */
  private async requireTaken(actor: UserRef, userIds: readonly string[]): Promise<void> {
    const isRefused = await this.blocks.isRefused(actor, userIds);
    if (isRefused && !(await this.direct.isThere(userIds))) throw notTaken();
  }

  private async requireHeard(actor: UserRef, userIds: readonly string[]): Promise<void> {
    if (!this.mutes.mayBeMuted(actor.id) || (await this.direct.isThere(userIds))) return;
    await this.mutes.requireHeard(actor);
  }

  /** Who is new does not write to those who have never let them in anywhere. */
  private async requireKnown(actor: UserRef, userIds: readonly string[]): Promise<void> {
    if (!(await this.accounts.isKeptFromStrangers(actor.id))) return;
    if ((await this.direct.strangerCount(actor.id, userIds)) === 0) return;
    throw new AppError('NEW_ACCOUNT', 'This account is too new to write to people it shares no room with.');
  }

  private async requirePeople(userIds: readonly string[]): Promise<void> {
    const found = await Promise.all(userIds.map((id) => this.users.findById(id)));
    const wrong = found.flatMap((user, index) => {
      const isHere = user && !isDeletedName(user.username);
      const message = !isHere
        ? 'is nobody who is here'
        : isGuestName(user.username)
          ? 'is a guest'
          : undefined;
      return message === undefined ? [] : [{ field: `userIds[${String(index)}]`, message }];
    });
    if (wrong.length > 0) throw validationError(wrong);
  }
}
