export { RedisLink, RedisScript } from './redis-link.js';
export { RedisModule } from './redis.module.js';
