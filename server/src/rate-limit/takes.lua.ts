import { RedisScript } from '../redis/index.js';

/**
 * The rules of `MemoryRateLimiter` in one step. KEYS: takes (a sorted set of ids by time), mute, and seat (the process that counts
 * this key by itself). ARGV: id, limit, window and mute in ms, the time in ms or '' for that of Redis, the process that asks, and
 * for how many ms it wants the seat. What lies in the future was noted before the clock of Redis went back, and counts no more.
 * @returns what became of it, of a mute the ms until its end and whether it is new, of a take how many there are now, and
 *   which other process had the seat until now
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
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'known', 0, 0, ''} end
local before = redis.call('GET', KEYS[3]) or ''
if before == ARGV[6] then before = '' end
local begun, ending = string.match(redis.call('GET', KEYS[2]) or '0 0', '^(%S+) (%S+)$')
begun, ending = tonumber(begun), tonumber(ending)
if ending > now and begun <= future then
  redis.call('DEL', KEYS[3])
  return {'muted', tostring(ending - now), 0, before}
end
if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('ZADD', KEYS[1], string.format('%.3f', now), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], window)
  if tonumber(ARGV[7]) > 0 then redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[7]) else redis.call('DEL', KEYS[3]) end
  return {'taken', redis.call('ZCARD', KEYS[1]), 0, before}
end
redis.call('DEL', KEYS[3])
redis.call('SET', KEYS[2], string.format('%.3f %.3f', now, now + mute), 'PX', math.ceil(mute))
return {'muted', tostring(mute), 1, before}
`);

/** Ends each part of what `NOTE_TAKES` is told. */
export const PART_END = '\n';
/**
 * Notes what a process has counted by itself. KEYS: what all keys begin with. ARGV: the process, for how many ms it keeps its
 * seats, the time as above, the time by the clock of the process, and of each take its key, id, time by that clock and window,
 * each with its end: one text is much cheaper to write than as many arguments.
 * @returns a digit for each: 1 when the id was new here, and 2 more when the process still has the seat
 */
export const NOTE_TAKES = new RedisScript(`
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local back = now - ARGV[4]
local told = {}
for key, id, at, window in string.gmatch(ARGV[5], '([^\\n]*)\\n([^\\n]*)\\n([^\\n]*)\\n([^\\n]*)\\n') do
  local takes, seat = KEYS[1] .. 'rl:' .. key, KEYS[1] .. 'seat:' .. key
  redis.call('ZREMRANGEBYSCORE', takes, '-inf', now - window)
  local digit = redis.call('ZADD', takes, 'NX', string.format('%.3f', at + back), id)
  redis.call('PEXPIRE', takes, window)
  if redis.call('GET', seat) == ARGV[1] then
    redis.call('PEXPIRE', seat, ARGV[2])
    digit = digit + 2
  end
  told[#told + 1] = digit
end
return table.concat(told)
`);

/** KEYS: takes. ARGV: id. */
export const RELEASE = new RedisScript(`return redis.call('ZREM', KEYS[1], ARGV[1])`);
