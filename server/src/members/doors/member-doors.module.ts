import { Module } from '@nestjs/common';
import { BlocksModule } from '../../blocks/index.js';
import { EditsModule } from '../../edits/index.js';
import { PresenceModule } from '../../presence/index.js';
import { AccessModule } from '../../rooms/access/index.js';
import { UsersModule } from '../../users/index.js';
import { MembersModule } from '../members.module.js';
import { BanRepository } from './ban.repository.js';
import { BansController } from './bans.controller.js';
import { Bans } from './bans.js';
import { ChangeMembers } from './change-members.js';
import { ExplainPermissions } from './explain-permissions.js';
import { ListMembers } from './list-members.js';
import { MemberListRepository } from './member-list.repository.js';
import { MembersController } from './members.controller.js';
import { MuteRepository } from './mute.repository.js';
import { MutesController } from './mutes.controller.js';
import { Mutes } from './mutes.js';
import { PermissionsController } from './permissions.controller.js';

@Module({
  imports: [AccessModule, BlocksModule, EditsModule, MembersModule, PresenceModule, UsersModule],
  controllers: [BansController, MembersController, MutesController, PermissionsController],
  providers: [
    BanRepository,
    Bans,
    ChangeMembers,
    ExplainPermissions,
    ListMembers,
    MemberListRepository,
    MuteRepository,
    Mutes,
  ],
})
export class MemberDoorsModule {}
