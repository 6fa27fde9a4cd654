import { Module } from '@nestjs/common';
import { ChangeLimiter } from './change-limiter.js';
import { MemoryRateLimiter } from './memory.rate-limiter.js';
import { RateLimiter } from './rate-limiter.js';

@Module({
  providers: [ChangeLimiter, { provide: RateLimiter, useClass: MemoryRateLimiter }],
  exports: [ChangeLimiter, RateLimiter],
})
export class RateLimitModule {}
