import { Injectable } from '@nestjs/common';
import { botUsername, type Hook, HOOK_LIMITS, type NewHook, ROLES, type UserRef } from '@chatket/contract';
import { Sessions } from '../auth/index.js';
import { AppError, newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined, Memberships } from '../members/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { hashOfSecret, newHookSecret } from './hook-secret.js';
import { HooksRepository } from './hooks.repository.js';

/** The webhooks of a room: made, shown, ended. Each speaks as a member of its own, which is a program by its name. */
@Injectable()
export class HooksService {
  constructor(
    private readonly hooks: HooksRepository,
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly sessions: Sessions,
    private readonly events: EventBus,
  ) {}

  /** The newest first. @throws AppError what refuses `connect` */
  async list(actor: UserRef, roomId: string): Promise<Hook[]> {
    await this.access.require(actor, roomId, 'connect');
    return this.hooks.list(roomId);
  }

  /**
   * An address of which only the maker is told the secret, now and never again.
   * @throws AppError what refuses `connect`; `FRESH_LOGIN`, `ROOM_ARCHIVED`, `LIMIT_REACHED`, `CONFLICT` (the name is taken)
   */
  async create(
    actor: UserRef,
    { roomId, name, sessionId }: { roomId: string; name: string; sessionId: string | undefined },
  ): Promise<NewHook> {
    await this.access.require(actor, roomId, 'connect');
    await this.sessions.requireFresh(actor, sessionId);
    const [id, secret] = [newId(), newHookSecret()];
    const user = { id: newId(), username: botUsername(name) };
    const { kind, place } = await this.hooks.make(
      { id, roomId, actorId: actor.id },
      user,
      hashOfSecret(secret),
    );
    switch (kind) {
      case 'archived':
        throw new AppError('ROOM_ARCHIVED', 'This room is archived.');
      case 'limit':
        throw new AppError(
          'LIMIT_REACHED',
          `At most ${String(HOOK_LIMITS.perRoomMax)} webhooks are a room’s.`,
        );
      case 'taken':
        throw new AppError('CONFLICT', 'There is a program of that name already.');
      case 'no_room':
      case 'forbidden':
        return this.access.explainRefusal(actor, roomId, 'connect');
      case 'made': {
        const change = { what: 'added' as const, by: actor, user, role: ROLES.member };
        const entry = place && { ...place, kind: 'member' as const, ...change };
        this.events.announce(memberJoined, { roomId, user, entry });
        return { ...(await this.find(roomId, id)), path: `/hooks/${id}/${secret}` };
      }
    }
  }

  /**
   * Its member leaves; what it has said stays.
   * @throws AppError what refuses `connect`; `NOT_FOUND`; `LAST_OWNER` where somebody has left the room to it
   */
  async end(actor: UserRef, roomId: string, id: string): Promise<void> {
    await this.access.require(actor, roomId, 'connect');
    const { user } = await this.find(roomId, id);
    const kind = await this.hooks.end({ id, roomId, actorId: actor.id });
    if (kind === 'none') throw noSuchHook();
    if (kind !== 'ended') return this.access.explainRefusal(actor, roomId, 'connect');
    await this.memberships.remove(roomId, { user, by: user, what: 'left' });
  }

  private async find(roomId: string, id: string): Promise<Hook> {
    const hook = (await this.hooks.list(roomId)).find((one) => one.id === id);
    if (!hook) throw noSuchHook();
    return hook;
  }
}

function noSuchHook(): AppError {
  return new AppError('NOT_FOUND', 'There is no such webhook.');
}
