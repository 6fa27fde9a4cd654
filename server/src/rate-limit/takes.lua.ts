import { RedisScript } from '../redis/index.js';

/**
 * The rules of `MemoryRateLimiter` in one step. KEYS: takes (a sorted set of ids by time) and mute. ARGV: id, limit, window and
 * mute in ms, the time in ms or '' for that of Redis. What lies in the future was noted before the clock of Redis went back, and
 * counts no more.
 * @returns what became of it, ms until the end of the mute, and whether it is new
 */
export const TAKE = new RedisScript(`
local now = tonumber(ARGV[5])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local window, mute = tonumber(ARGV[3]), tonumber(ARGV[4])
local future = now + 1000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. future, '+inf')
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'known', 0, 0} end
local begun, ending = string.match(redis.call('GET', KEYS[2]) or '0 0', '^(%S+) (%S+)$')
begun, ending = tonumber(begun), tonumber(ending)
if ending > now and begun <= future then return {'muted', tostring(ending - now), 0} end
if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('ZADD', KEYS[1], string.format('%.3f', now), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], window)
  return {'taken', 0, 0}
end
redis.call('SET', KEYS[2], string.format('%.3f %.3f', now, now + mute), 'PX', math.ceil(mute))
return {'muted', tostring(mute), 1}
`);

/** KEYS: takes. ARGV: id. */
export const RELEASE = new RedisScript(`return redis.call('ZREM', KEYS[1], ARGV[1])`);
