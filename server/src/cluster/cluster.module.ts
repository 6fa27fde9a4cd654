import { Global, Module } from '@nestjs/common';
import { RedisLink, RedisModule } from '../redis/index.js';
import { CarriedBus } from './carried.bus.js';
import { ClusterBus } from './cluster-bus.js';
import { PostgresCarrier } from './postgres.carrier.js';
import { RedisCarrier } from './redis.carrier.js';

@Global()
@Module({
  imports: [RedisModule],
  providers: [
    PostgresCarrier,
    RedisCarrier,
    {
      provide: ClusterBus,
      useFactory: (link: RedisLink, redis: RedisCarrier, postgres: PostgresCarrier) =>
        new CarriedBus(link.isConfigured ? [redis, postgres] : [postgres]),
      inject: [RedisLink, RedisCarrier, PostgresCarrier],
    },
  ],
  exports: [ClusterBus],
})
export class ClusterModule {}
