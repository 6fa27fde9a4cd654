import { wrap } from './load-server.mjs';

let offsetSeconds = 0;
let isInstalled = false;

/** By the clock that the scripts read, Redis is so much ahead. What it does itself by its clock is not concerned. */
export function shiftRedisClock({ RedisLink, RedisScript }, offsetMs) {
  offsetSeconds = offsetMs / 1_000;
  if (isInstalled) return;
  isInstalled = true;
  wrap(
    RedisLink,
    'run',
    (run) =>
      function (script, ...rest) {
        return run.call(this, shifted(RedisScript, script), ...rest);
      },
  );
}

function shifted(RedisScript, script) {
  if (offsetSeconds === 0) return script;
  const shift = `local function timeOf() local time = redis.call('TIME') return { time[1] + ${offsetSeconds}, time[2] } end`;
  return new RedisScript(`${shift}\n${script.text.replaceAll("redis.call('TIME')", 'timeOf()')}`);
}
