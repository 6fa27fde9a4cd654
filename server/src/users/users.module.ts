import { Module } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { RedisLink } from '../redis/index.js';
import { ChosenPresence } from './chosen-presence.js';
import { ChosenPresenceRepository } from './chosen-presence.repository.js';
import { CountedMessages } from './counted-messages.js';
import { MemoryCountedMessages } from './memory.counted-messages.js';
import { NewAccounts } from './new-accounts.js';
import { PersonNames } from './person-names.js';
import { NewAccountsRepository } from './new-accounts.repository.js';
import { RedisCountedMessages } from './redis.counted-messages.js';
import { ServerMutes } from './server-mutes.js';
import { ServerMutesRepository } from './server-mutes.repository.js';
import { ServerRaid } from './server-raid.js';
import { ServerRaidRepository } from './server-raid.repository.js';
import { ServerRoles } from './server-roles.js';
import { ServerRolesRepository } from './server-roles.repository.js';
import { UserRepository } from './user.repository.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [
    MemoryCountedMessages,
    {
      provide: CountedMessages,
      useFactory: (redis: RedisLink, here: MemoryCountedMessages, clock: Clock) =>
        redis.isConfigured ? new RedisCountedMessages(redis, here, clock) : here,
      inject: [RedisLink, MemoryCountedMessages, Clock],
    },
    ChosenPresence,
    ChosenPresenceRepository,
    NewAccounts,
    PersonNames,
    NewAccountsRepository,
    ServerMutes,
    ServerMutesRepository,
    ServerRaid,
    ServerRaidRepository,
    ServerRoles,
    ServerRolesRepository,
    UserRepository,
    UsersService,
  ],
  exports: [ChosenPresence, NewAccounts, PersonNames, ServerMutes, ServerRaid, ServerRoles, UsersService],
})
export class UsersModule {}
