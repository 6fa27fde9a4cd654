import { Injectable } from '@nestjs/common';
import type { Profile, Room, UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { Lifecycle } from '../common/index.js';
import { Avatars } from '../files/index.js';
import { ProfilesService } from '../profiles/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { RoomSettings } from '../rooms/index.js';
import { ofPicture, pictureOf } from './picture-body.js';

/** Sets the pictures of people and rooms, and takes them away. What was there before is swept with the files. */
@Injectable()
export class ChangePictures {
  constructor(
    private readonly avatars: Avatars,
    private readonly profiles: ProfilesService,
    private readonly settings: RoomSettings,
    private readonly access: RoomAccess,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * @throws AppError `VALIDATION`, `PICTURE_UNREADABLE`, `PAYLOAD_TOO_LARGE`, all with the field; `PICTURE_FAILED`,
   * `STORAGE_FULL`, `UNAVAILABLE`, `DRAINING`
   */
  async setMine(actor: UserRef, request: Request): Promise<Profile> {
    return this.profiles.setPicture(actor, await this.make(actor, request));
  }

  removeMine(actor: UserRef): Promise<Profile> {
    return this.profiles.setPicture(actor, null);
  }

  /** @throws AppError as `setMine`; what refuses `configure` */
  async setRoom(actor: UserRef, roomId: string, request: Request): Promise<Room> {
    await this.access.require(actor, roomId, 'configure');
    return this.settings.setPicture(actor, roomId, await this.make(actor, request));
  }

  private async make(actor: UserRef, request: Request): Promise<string> {
    this.lifecycle.requireServing();
    const picture = await pictureOf(request);
    try {
      return await this.avatars.make(picture, actor.id);
    } catch (error) {
      throw ofPicture(error);
    }
  }
}
