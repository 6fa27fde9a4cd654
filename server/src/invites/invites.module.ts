import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { Asking } from './asking.js';
import { Coming } from './coming.js';
import { ComingRepository } from './coming.repository.js';
import { InvitationsController } from './invitations.controller.js';
import { InviteRepository } from './invite.repository.js';
import { InvitesController } from './invites.controller.js';
import { InvitesService } from './invites.service.js';
import { JoinRequests } from './join-requests.js';

@Module({
  imports: [AccessModule, AuthModule, UsersModule],
  controllers: [InvitesController, InvitationsController],
  providers: [Asking, Coming, ComingRepository, InviteRepository, InvitesService, JoinRequests],
})
export class InvitesModule {}
