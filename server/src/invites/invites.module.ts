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
import { ServerInviteRepository } from './server-invite.repository.js';
import { ServerInvitesController } from './server-invites.controller.js';
import { ServerInvites } from './server-invites.js';
import { JoinRequests } from './join-requests.js';

@Module({
  imports: [AccessModule, AuthModule, UsersModule],
  exports: [Coming],
  controllers: [InvitesController, InvitationsController, ServerInvitesController],
  providers: [
    Asking,
    Coming,
    ComingRepository,
    InviteRepository,
    InvitesService,
    JoinRequests,
    ServerInviteRepository,
    ServerInvites,
  ],
})
export class InvitesModule {}
