import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../../scripts/lib/free-port.mjs';
import { findPgbouncer } from '../../../rig/programs.mjs';

export const pgbouncerPath = findPgbouncer();

export interface Pooler {
  /** The way to the database through the pooler. */
  url(databaseUrl: string): string;
  stop(): Promise<void>;
}

/** PgBouncer as it comes, in front of the PostgreSQL of the test run; only its mode is chosen. */
export async function startPgbouncer(
  mode: 'session' | 'transaction' | 'statement',
  server = process.env.TEST_POSTGRES_URL ?? '',
): Promise<Pooler> {
  if (pgbouncerPath === undefined) throw new Error('no PgBouncer was found');
  const folder = mkdtempSync(join(tmpdir(), 'chatket-pgbouncer-'));
  const port = await freePort();
  const target = new URL(server);
  const isRoot = process.getuid?.() === 0;
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${target.hostname} port=${target.port} user=${target.username} password=${target.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(port)}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
${isRoot ? 'user = nobody' : ''}
`,
  );
  chmodSync(folder, 0o755);
  const child = spawn(pgbouncerPath, [join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error(`PgBouncer has ended:\n${said.join('\n')}`));
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (line.includes('process up')) resolve();
    });
  });
  return {
    url: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.port = String(port);
      return url.href;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
