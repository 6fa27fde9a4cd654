import { Module } from '@nestjs/common';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';

@Module({ providers: [TypingGateway, TypingService] })
export class TypingModule {}
