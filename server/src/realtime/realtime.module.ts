import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RedisLink } from '../redis/index.js';
import { ClusterFanout } from './cluster.fanout.js';
import { ConnectionLimits } from './connection-limits.js';
import { Dispatcher } from './dispatcher.js';
import { Fanout } from './fanout.js';
import { Greetings } from './greetings.js';
import { MemoryPersonConnections } from './memory.person-connections.js';
import { PacketGuard } from './packet-guard.js';
import { PersonConnections } from './person-connections.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RedisPersonConnections } from './redis.person-connections.js';
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
    MemoryPersonConnections,
    {
      provide: PersonConnections,
      useFactory: (redis: RedisLink, here: MemoryPersonConnections) =>
        redis.isConfigured ? new RedisPersonConnections(redis, here) : here,
      inject: [RedisLink, MemoryPersonConnections],
    },
    { provide: Fanout, useClass: ClusterFanout },
  ],
  exports: [ConnectionLimits, Dispatcher, Fanout, Greetings],
})
export class RealtimeModule {}
