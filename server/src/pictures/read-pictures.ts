import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FileLogins } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { Avatars } from '../files/index.js';
import { Coming } from '../invites/index.js';
import { ProfilesService } from '../profiles/index.js';
import { RoomSettings } from '../rooms/index.js';

const POLICY = "sandbox; default-src 'none'";
/** Another picture has another key, and whoever was shown one has seen it. */
const FOR_A_YEAR = 'private, max-age=31536000, immutable';
const KEY = /^[0-9a-f]{48}$/;

/** Hands out the pictures of people and rooms to those who are told of them. */
@Injectable()
export class ReadPictures {
  constructor(
    private readonly avatars: Avatars,
    private readonly profiles: ProfilesService,
    private readonly settings: RoomSettings,
    private readonly coming: Coming,
    private readonly logins: FileLogins,
  ) {}

  /**
   * What is not there is the same as what is not theirs to see.
   * @throws AppError `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `NOT_FOUND`
   */
  async answer(key: string, request: Request, response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'private, no-store');
    const actor = await this.logins.identify(request.headers);
    if (!KEY.test(key)) throw noPicture();
    const isOfPerson = await this.profiles.hasPicture(actor, key);
    if (!isOfPerson && !(await this.settings.hasPicture(actor, key))) throw noPicture();
    await this.send(key, FOR_A_YEAR, response);
  }

  /** That of the room that a link leads to, also for those who are not logged in. @throws AppError `INVITE_INVALID` … */
  async answerToLink(token: string, ip: string, response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'private, no-store');
    const preview = await this.coming.preview(token, ip);
    const picture = preview.way === 'register' ? undefined : preview.room.picture;
    if (picture === undefined) throw noPicture();
    await this.send(picture, 'private, no-store', response);
  }

  private async send(key: string, caching: string, response: Response): Promise<void> {
    const avatar = await this.avatars.read(key);
    if (!avatar) throw noPicture();
    response.setHeader('Cache-Control', caching);
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Content-Type', 'image/webp');
    response.setHeader('Content-Length', avatar.size);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    // Who goes away before the end has had enough.
    await pipeline(avatar.bytes, response).catch((error: unknown) => {
      if (!response.destroyed) throw error;
    });
  }
}

function noPicture(): AppError {
  return new AppError('NOT_FOUND', 'There is no such picture.');
}
