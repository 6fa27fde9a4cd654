import { Module } from '@nestjs/common';
import { MediaChild } from './media-child.js';

@Module({ providers: [MediaChild], exports: [MediaChild] })
export class MediaModule {}
