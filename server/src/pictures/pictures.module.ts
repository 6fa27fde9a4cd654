import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { FilesModule } from '../files/index.js';
import { InvitesModule } from '../invites/index.js';
import { ProfilesModule } from '../profiles/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RoomsModule } from '../rooms/index.js';
import { ChangePictures } from './change-pictures.js';
import { PicturesController } from './pictures.controller.js';
import { ReadPictures } from './read-pictures.js';

/** Pictures of people and rooms. */
@Module({
  imports: [AccessModule, AuthModule, FilesModule, InvitesModule, ProfilesModule, RoomsModule],
  controllers: [PicturesController],
  providers: [ChangePictures, ReadPictures],
})
export class PicturesModule {}
