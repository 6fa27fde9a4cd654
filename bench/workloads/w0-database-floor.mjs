// @ts-check
import { hasPgbench, pgbench } from '../floors/pgbench.mjs';
import { whole } from '../lib/sending-table.mjs';

/** What the database alone can do here, so that nobody blames it for what the server does. */
export async function databaseFloor(bench) {
  const section = bench.section('W0', 'PostgreSQL alone (pgbench)');
  if (!hasPgbench()) return [section.note('pgbench is not installed.')];
  const results = await pgbench(bench.cluster, Math.max(1, Math.round(bench.options.measureMs / 1000)));
  for (const { name, rowsPerSecond } of results)
    bench.say(`    ${name.padEnd(20)} ${whole(rowsPerSecond)} rows/s`);
  section.table(
    ['inserts', 'rows/s'],
    results.map(({ name, rowsPerSecond }) => [name, whole(rowsPerSecond)]),
  );
  return [section];
}
