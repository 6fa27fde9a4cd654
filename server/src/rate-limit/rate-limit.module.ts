import { Module } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { RedisLink } from '../redis/index.js';
import { ChangeLimiter } from './change-limiter.js';
import { MemoryRateLimiter } from './memory.rate-limiter.js';
import { RateLimiter } from './rate-limiter.js';
import { RedisRateLimiter } from './redis.rate-limiter.js';

@Module({
  providers: [
    ChangeLimiter,
    MemoryRateLimiter,
    {
      provide: RateLimiter,
      useFactory: (
        redis: RedisLink,
        bus: ClusterBus,
        here: MemoryRateLimiter,
        clock: Clock,
        config: Config,
      ) => (redis.isConfigured ? new RedisRateLimiter({ redis, bus, here, clock, config }) : here),
      inject: [RedisLink, ClusterBus, MemoryRateLimiter, Clock, Config],
    },
  ],
  exports: [ChangeLimiter, RateLimiter],
})
export class RateLimitModule {}
