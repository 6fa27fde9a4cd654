import { Global, Module } from '@nestjs/common';
import { ClusterBus } from './cluster-bus.js';
import { NoticeRepository } from './notice.repository.js';
import { PostgresBus } from './postgres.bus.js';

@Global()
@Module({
  providers: [NoticeRepository, { provide: ClusterBus, useClass: PostgresBus }],
  exports: [ClusterBus],
})
export class ClusterModule {}
