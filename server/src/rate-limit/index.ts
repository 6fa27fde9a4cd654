export { ChangeLimiter } from './change-limiter.js';
export { RateLimitModule } from './rate-limit.module.js';
export { RateLimiter, type Verdict } from './rate-limiter.js';
