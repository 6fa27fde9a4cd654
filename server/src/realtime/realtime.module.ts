import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Dispatcher } from './dispatcher.js';
import { Fanout } from './fanout.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { SlowReaders } from './slow-readers.js';
import { SocketIoFanout } from './socket-io.fanout.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Dispatcher,
    RealtimeGateway,
    SlowReaders,
    SocketIoFanout,
    { provide: Fanout, useExisting: SocketIoFanout },
  ],
  exports: [Dispatcher, Fanout],
})
export class RealtimeModule {}
