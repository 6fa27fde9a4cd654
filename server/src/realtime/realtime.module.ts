import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConnectionLimits } from './connection-limits.js';
import { Dispatcher } from './dispatcher.js';
import { Fanout } from './fanout.js';
import { Greetings } from './greetings.js';
import { MemoryPersonConnections } from './memory.person-connections.js';
import { PacketGuard } from './packet-guard.js';
import { PersonConnections } from './person-connections.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { SlowReaders } from './slow-readers.js';
import { SocketIoFanout } from './socket-io.fanout.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ConnectionLimits,
    Dispatcher,
    Greetings,
    PacketGuard,
    RealtimeGateway,
    SlowReaders,
    SocketIoFanout,
    { provide: PersonConnections, useClass: MemoryPersonConnections },
    { provide: Fanout, useExisting: SocketIoFanout },
  ],
  exports: [ConnectionLimits, Dispatcher, Fanout, Greetings],
})
export class RealtimeModule {}
