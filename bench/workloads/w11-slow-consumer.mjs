// @ts-check
import { residentBytes } from '../lib/cpu.mjs';
import { ms } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';

const SLEEPERS = 5;
const MIB = 2 ** 20;

/** Five of a hundred stop reading: what do the others notice, what does the server keep, do the five get everything? */
export async function slowConsumer(bench) {
  const section = bench.section(
    'W11',
    `one room of 100 at full load, ${SLEEPERS} of its members stop reading`,
  );
  const rows = [];
  for (const sleepers of [0, SLEEPERS]) rows.push(await measure(bench, section, sleepers));
  section.table(
    [
      'not reading',
      'acked/s',
      'ack p50 / p99 of the others, ms',
      'server RSS grew by MiB',
      'cut off by the server',
      'all caught up after ms',
    ],
    rows,
  );
  return [section];
}

function measure(bench, section, count) {
  const contestant = bench.contestants.chatket;
  return trial(
    bench,
    { contestant, shape: { people: 100, rooms: 1 } },
    async ({ server, generator, topology: { people }, watched }) => {
      const awake = people.slice(0, people.length - count);
      await generator.run('join', { port: server.port, isOrdered: true, people: awake });
      const before = residentBytes(server.pid);
      const measureMs = bench.options.measureMs * 2;
      const load = { senders: 20, window: 4, warmupMs: bench.options.warmupMs, measureMs };
      const sleepers = people.slice(people.length - count);
      const result = await generator.run('stall', { port: server.port, sleepers, watched, ...load });
      const { cut, caughtUpMs, faults } = result.sleepers;
      const grownMiB = (result.residentBytes - before) / MIB;
      section.fault('ChatKet', [...result.faults, ...faults]);
      const row = [
        count,
        Math.round(result.ackedPerSecond),
        `${ms(result.ack.p50)} / ${ms(result.ack.p99)}`,
        grownMiB.toFixed(0),
        cut,
        ms(caughtUpMs),
      ];
      bench.say(`    ${row.join('  ')}`);
      return row;
    },
  );
}
