import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';

@Module({ imports: [AccessModule], providers: [TypingGateway, TypingService] })
export class TypingModule {}
