import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { PushController } from './push.controller.js';
import { PushDevices } from './push-devices.js';
import { PushPost } from './push-post.js';
import { PushQueueRepository } from './push-queue.repository.js';
import { PushSend } from './push-send.js';
import { Pusher } from './pusher.js';
import { SecretsRepository } from './secrets.repository.js';
import { SubscriptionsRepository } from './subscriptions.repository.js';
import { TakeBack } from './take-back.js';
import { VapidKeys } from './vapid-keys.js';

@Module({
  imports: [NotificationsModule],
  controllers: [PushController],
  providers: [
    PushDevices,
    PushPost,
    PushQueueRepository,
    PushSend,
    Pusher,
    SecretsRepository,
    SubscriptionsRepository,
    TakeBack,
    VapidKeys,
  ],
  exports: [PushDevices],
})
export class PushModule {}
