import { Module } from '@nestjs/common';
import { EditsModule } from '../edits/index.js';
import { LogModule } from '../log/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { PinMessages } from './pin-messages.js';
import { PinsController } from './pins.controller.js';
import { PinsGateway } from './pins.gateway.js';
import { PinsRepository } from './pins.repository.js';

@Module({
  imports: [AccessModule, EditsModule, LogModule, RateLimitModule],
  controllers: [PinsController],
  providers: [PinMessages, PinsGateway, PinsRepository],
})
export class PinsModule {}
