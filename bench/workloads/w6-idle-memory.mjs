// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { interleave, median, ratios } from '../lib/rounds.mjs';
import { PROBE } from '../lib/server-process.mjs';
import { trial } from '../lib/trial.mjs';

const BASE = 200;
const ROOM_SIZE = 20;
const SETTLE_MS = 1_500;
const KIB = 1024;

/** What a connection costs that does nothing: logged in, in a room, present. Bare Socket.IO's is only in a room. */
export async function idleMemory(bench) {
  const count = bench.options.isShort ? 1_000 : 2_000;
  const section = bench.section('W6', `${count} idle connections, each in one room of ${ROOM_SIZE}`);
  const plan = { names: ['chatket', 'socketIo'], rounds: bench.options.rounds };
  const results = await interleave(plan, async (name) => {
    const contestant = bench.contestants[name];
    const result = await measureIdle(bench, contestant, count);
    const { heap, external, rss, connectUs } = result;
    bench.say(
      `    ${contestant.name.padEnd(16)} heap ${heap.toFixed(2)} KiB  external ${external.toFixed(2)} KiB  RSS ${rss.toFixed(1)} KiB  connect ${connectUs.toFixed(0)} µs`,
    );
    return result;
  });
  section.table(
    ['contestant', 'heap KiB/connection', 'external KiB', 'RSS KiB', 'CPU µs to connect and join'],
    plan.names.map((name) => [
      bench.contestants[name].name,
      ...['heap', 'external', 'rss', 'connectUs'].map((key) =>
        median(results[name].map((round) => round[key])).toFixed(2),
      ),
    ]),
  );
  section.gate(
    'W6 heap',
    ratios(results.chatket, results.socketIo, ({ heap }) => heap),
  );
  section.gate(
    'W6 RSS',
    ratios(results.chatket, results.socketIo, ({ rss }) => rss),
  );
  return [section];
}

/**
 * Memory per connection: the first connections warm everything up; what the others add is divided by their number.
 * @returns {Promise<any>}
 */
export function measureIdle(bench, contestant, count) {
  const shape = { people: BASE + count, rooms: (BASE + count) / ROOM_SIZE };
  return trial(
    bench,
    { contestant, shape, nodeFlags: PROBE },
    async ({ server, generator, topology: { people } }) => {
      const where = { port: server.port, isOrdered: contestant.isOrdered };
      await generator.run('join', { ...where, people: people.slice(0, BASE) });
      await delay(SETTLE_MS);
      const before = { memory: await server.ask('memory'), cpuMs: server.cpuMs() };
      await generator.run('join', { ...where, people: people.slice(BASE) });
      const cpuMs = server.cpuMs();
      await delay(SETTLE_MS);
      const after = await server.ask('memory');
      const perConnection = (key) => (after[key] - before.memory[key]) / count / KIB;
      return {
        heap: perConnection('heapUsed'),
        external: perConnection('external'),
        rss: perConnection('rss'),
        connectUs: ((cpuMs - before.cpuMs) * 1000) / count,
      };
    },
  );
}
