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
    return this.told(profile);
  }

  /** @param key of its bytes; null takes it away @throws AppError `NOT_FOUND` for whoever is gone */
  async setPicture(actor: UserRef, key: string | null): Promise<Profile> {
    return this.told(await this.profiles.setPicture(actor.id, key));
  }

  /**
   * Takes the picture of somebody away who is less on the server; audited. Twice is once.
   * @throws AppError `FORBIDDEN`, `NOT_FOUND`
   */
  async removePicture(actor: UserRef, userId: string): Promise<void> {
    const outcome = await this.profiles.removePicture(userId, actor.id);
    if (outcome === 'forbidden')
      throw new AppError('FORBIDDEN', 'This is for those who are more on the server than that person.');
    if (outcome === 'no_user') throw new AppError('NOT_FOUND', 'There is no such person.');
    if (outcome === 'changed') await this.news.tell(userId);
  }

  /** Whether it is the picture of somebody of whom the actor is told what they tell of themselves. */
  async hasPicture(actor: UserRef, key: string): Promise<boolean> {
    const userId = await this.profiles.ownerOfPicture(key);
    if (userId === undefined) return false;
    const [profile] = await this.profiles.listFor(actor.id, [userId]);
    return profile?.picture === key;
  }

  /** Whoever has told nothing, or shares no room with the actor, is left out. */
  list(actor: UserRef, ids: readonly string[]): Promise<Profile[]> {
    return this.profiles.listFor(actor.id, ids);
  }

  private async told(profile: Profile | undefined): Promise<Profile> {
    if (!profile) throw new AppError('NOT_FOUND', 'This person is not there any more.');
    await this.news.tell(profile.id);
    return profile;
  }
}
