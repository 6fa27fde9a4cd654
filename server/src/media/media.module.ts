import { Module } from '@nestjs/common';
import { MediaChild } from './media-child.js';
import { PageChild } from './page/page-child.js';

@Module({ providers: [MediaChild, PageChild], exports: [MediaChild, PageChild] })
export class MediaModule {}
