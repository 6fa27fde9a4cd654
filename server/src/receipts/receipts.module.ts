import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { PrivacyController } from './privacy.controller.js';
import { Privacy } from './privacy.js';
import { PrivacyRepository } from './privacy.repository.js';
import { ReceiptsGateway } from './receipts.gateway.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { TellReceipts } from './tell-receipts.js';
import { WatchReceipts } from './watch-receipts.js';
import { Watchers } from './watchers.js';

/** Who has read what, and when they were last there, as far as people tell. */
@Module({
  imports: [AccessModule, UsersModule],
  controllers: [PrivacyController],
  providers: [
    Watchers,
    WatchReceipts,
    TellReceipts,
    ReceiptsRepository,
    ReceiptsGateway,
    Privacy,
    PrivacyRepository,
  ],
})
export class ReceiptsModule {}
