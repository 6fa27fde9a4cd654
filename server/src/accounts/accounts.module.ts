import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { EditsModule } from '../edits/index.js';
import { JobsModule } from '../jobs/index.js';
import { MembersModule } from '../members/index.js';
import { ServerSettingsModule } from '../server-settings/index.js';
import { UsersModule } from '../users/index.js';
import { AccountsController } from './accounts.controller.js';
import { DeleteAccount } from './delete-account.js';
import { DeletionRepository } from './deletion.repository.js';
import { FinishDeletions } from './finish-deletions.js';
import { PauseAccount } from './pause-account.js';
import { PauseRepository } from './pause.repository.js';
import { RenameAccount } from './rename-account.js';
import { RenameRepository } from './rename.repository.js';
import { TellNames } from './tell-names.js';

@Module({
  imports: [AuthModule, EditsModule, JobsModule, MembersModule, ServerSettingsModule, UsersModule],
  controllers: [AccountsController],
  providers: [
    DeleteAccount,
    DeletionRepository,
    FinishDeletions,
    PauseAccount,
    PauseRepository,
    RenameAccount,
    RenameRepository,
    TellNames,
  ],
})
export class AccountsModule {}
