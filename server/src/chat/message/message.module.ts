import { Module } from '@nestjs/common';
import { MessageView } from './message-view.js';
import { MessageViewRepository } from './message-view.repository.js';

@Module({ providers: [MessageView, MessageViewRepository], exports: [MessageView] })
export class MessageModule {}
