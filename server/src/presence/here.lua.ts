import { RedisScript } from '../redis/index.js';

/**
 * Of a room (KEYS `here:…`) a sorted set of `person process`, of all of them one of processes (`procs`); scores are the ends
 * of their lives. Somebody is there as long as such an entry and its process live. A process that seems to live for longer than any
 * does was noted before the clock of Redis went back.
 */
const BEGIN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function liveProcesses(key)
  local live = {}
  for _, process in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. now, now + 60000)) do live[process] = true end
  return live
end
local function isElsewhere(key, person, own, live)
  for process in pairs(live) do
    if process ~= own then
      local ends = redis.call('ZSCORE', key, person .. ' ' .. process)
      if ends and tonumber(ends) > now then return true end
    end
  end
  return false
end
`;

/** KEYS: processes, room. ARGV: person, process, their life, that of the process. @returns 1 where nobody else had them there */
export const ENTER = new RedisScript(`${BEGIN}
redis.call('ZADD', KEYS[1], now + ARGV[4], ARGV[2])
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1] .. ' ' .. ARGV[2])
redis.call('PEXPIRE', KEYS[2], 2 * ARGV[3])
return isElsewhere(KEYS[2], ARGV[1], ARGV[2], liveProcesses(KEYS[1])) and 0 or 1
`);

/** KEYS: processes, rooms. ARGV: person, process. @returns of each room 1 where nobody else has them there */
export const LEAVE = new RedisScript(`${BEGIN}
local live, last = liveProcesses(KEYS[1]), {}
for place = 2, #KEYS do
  redis.call('ZREM', KEYS[place], ARGV[1] .. ' ' .. ARGV[2])
  last[place - 1] = isElsewhere(KEYS[place], ARGV[1], ARGV[2], live) and 0 or 1
end
return last
`);

/** KEYS: processes, room. ARGV: person. Dead processes are remembered for longer than what they have entered. */
export const REMOVE = new RedisScript(`
for _, process in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  redis.call('ZREM', KEYS[2], ARGV[1] .. ' ' .. process)
end
`);

/** KEYS: processes, room. ARGV: person, process. @returns 1 where another process has them there */
export const IS_ELSEWHERE = new RedisScript(`${BEGIN}
return isElsewhere(KEYS[2], ARGV[1], ARGV[2], liveProcesses(KEYS[1])) and 1 or 0
`);

/** KEYS: processes, room. ARGV: process. @returns people whom other processes have there, some of them more than once */
export const ONLINE = new RedisScript(`${BEGIN}
local live, people = liveProcesses(KEYS[1]), {}
live[ARGV[1]] = nil
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
for _, entry in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local space = string.find(entry, ' ', 1, true)
  if live[string.sub(entry, space + 1)] then people[#people + 1] = string.sub(entry, 1, space - 1) end
end
return people
`);

/** KEYS: processes. ARGV: process, its life, for how long the dead are remembered. @returns 1 where it was not known */
export const LIVE_ON = new RedisScript(`${BEGIN}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
local isNew = redis.call('ZSCORE', KEYS[1], ARGV[1]) and 0 or 1
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return isNew
`);

/** KEYS: rooms. ARGV: life in ms, then of each an entry. They are entered again where Redis has lost them. */
export const RENEW = new RedisScript(`${BEGIN}
for place, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ARGV[1], ARGV[place + 1])
  redis.call('PEXPIRE', key, 2 * ARGV[1])
end
`);
