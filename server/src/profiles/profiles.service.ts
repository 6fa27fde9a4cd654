import { Injectable } from '@nestjs/common';
import { handleLook, type Profile, type ProfileBody, type UserRef } from '@chatket/contract';
import { AppError, validationError } from '../common/index.js';
import { ProfilesRepository } from './profiles.repository.js';
import { TellProfiles } from './tell-profiles.js';

/** What people tell of themselves. Nobody learns it of somebody with whom they share no room. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly profiles: ProfilesRepository,
    private readonly news: TellProfiles,
  ) {}

  async mine({ id }: UserRef): Promise<Profile> {
    return (await this.profiles.find(id)) ?? { id, rev: 0 };
  }

  /** @throws AppError `NOT_FOUND` for whoever is gone, `VALIDATION` for a name that looks like a handle of somebody else */
  async change(actor: UserRef, body: ProfileBody): Promise<Profile> {
    const look = handleLook(body.displayName ?? '');
    if (look !== '' && (await this.profiles.isHandleLook(actor.id, look)))
      throw validationError([{ field: 'displayName', message: 'looks like the handle of somebody else' }]);
    const profile = await this.profiles.change(actor.id, body);
    if (!profile) throw new AppError('NOT_FOUND', 'This person is not there any more.');
    await this.news.tell(profile.id);
    return profile;
  }

  /** Whoever has told nothing, or shares no room with the actor, is left out. */
  list(actor: UserRef, ids: readonly string[]): Promise<Profile[]> {
    return this.profiles.listFor(actor.id, ids);
  }
}
