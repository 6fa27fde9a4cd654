// @ts-check
// What PostgreSQL itself can take, measured by its own tool: one row per statement, and fifty.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TABLE = `CREATE TABLE pgbench_floor (room int NOT NULL, author int NOT NULL, key uuid NOT NULL, text text NOT NULL,
  seq bigserial PRIMARY KEY, UNIQUE (room, author, key))`;
const TEXT = `repeat('pgbench ', 10)`;
const SINGLE = `INSERT INTO pgbench_floor (room, author, key, text) VALUES (1, 2, gen_random_uuid(), ${TEXT});`;
const FIFTY = `INSERT INTO pgbench_floor (room, author, key, text)
  SELECT 1, 2, gen_random_uuid(), ${TEXT} FROM unnest(array_fill(1, ARRAY[50]));`;

/** Single rows from one and from eight sessions, and fifty at a time from one. */
const RUNS = [
  { name: 'one row, 1 session', script: SINGLE, sessions: 1, rows: 1 },
  { name: 'one row, 8 sessions', script: SINGLE, sessions: 8, rows: 1 },
  { name: '50 rows, 1 session', script: FIFTY, sessions: 1, rows: 50 },
];

export const hasPgbench = () => spawnSync('pgbench', ['--version']).status === 0;

/**
 * @param {import('../lib/cluster.mjs').Cluster} cluster @param {number} seconds
 * @returns {Promise<{ name: string, rowsPerSecond: number }[]>}
 */
export async function pgbench(cluster, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'chatket-bench-'));
  const database = await cluster.createDatabase();
  try {
    await cluster.query(database.url, TABLE);
    return RUNS.map(({ name, script, sessions, rows }) => {
      const file = join(folder, 'script.sql');
      writeFileSync(file, `${script.replaceAll('\n', ' ')}\n`);
      const flags = [
        '-n',
        '-M',
        'prepared',
        '-f',
        file,
        '-c',
        String(sessions),
        '-j',
        '1',
        '-T',
        String(seconds),
      ];
      const { stdout } = spawnSync('pgbench', [...flags, database.url], {
        encoding: 'utf8',
        timeout: seconds * 1000 + 20_000,
      });
      return { name, rowsPerSecond: Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0) * rows };
    });
  } finally {
    await cluster.dropDatabase(database);
    rmSync(folder, { recursive: true, force: true });
  }
}
