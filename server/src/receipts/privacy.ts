import { Injectable } from '@nestjs/common';
import type { LastSeenAt, Privacy as PrivacyState, PrivacyBody, UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ChosenPresence } from '../users/index.js';
import { PrivacyRepository } from './privacy.repository.js';

/** What somebody keeps to themselves. It holds both ways, from the next time that anybody is told. */
@Injectable()
export class Privacy {
  constructor(
    private readonly repository: PrivacyRepository,
    private readonly access: RoomAccess,
    private readonly chosen: ChosenPresence,
    private readonly fanout: Fanout,
  ) {}

  async find(actor: UserRef): Promise<PrivacyState> {
    return known(await this.repository.find(actor.id));
  }

  async change(actor: UserRef, body: PrivacyBody): Promise<PrivacyState> {
    const privacy = known(await this.repository.change(actor.id, body));
    this.fanout.toUser(actor.id, 'privacy:changed', privacy);
    if (body.isInvisible !== undefined || body.looksAway !== undefined) await this.chosen.note(actor.id);
    return privacy;
  }

  /** @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async lastSeen(actor: UserRef, roomId: string, userId: string): Promise<LastSeenAt> {
    await this.access.require(actor, roomId, 'follow');
    const at = await this.repository.lastSeen(roomId, { userId, askedBy: actor.id });
    return at === undefined ? {} : { at };
  }
}

function known(privacy: PrivacyState | undefined): PrivacyState {
  if (!privacy) throw new AppError('NOT_FOUND', 'This person is not there any more.');
  return privacy;
}
