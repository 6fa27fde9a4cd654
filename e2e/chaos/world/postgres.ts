import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../rig/postgres.mjs';
import { MountedDisk } from './mounted-disk';

type Postgres = Awaited<ReturnType<typeof startPostgres>>;

const MAX_SEGMENTS = 40;
const TELL_MS = 10_000;

/** A PostgreSQL of our own, which may be killed, frozen and starved. */
export class PostgresUnderTest {
  private constructor(private readonly postgres: Postgres) {}

  static async start(): Promise<PostgresUnderTest> {
    return new PostgresUnderTest(await startPostgres('chaos', { isDurable: true }));
  }

  private get embedded(): Postgres['server'] {
    return this.postgres.server;
  }

  url(): string {
    return this.embedded.url();
  }

  async stop(): Promise<void> {
    await this.postgres.stop(() => {
      this.tinyDisk?.unmount();
      this.logDisk?.unmount();
    });
  }

  restart(): Promise<void> {
    return this.embedded.restart();
  }

  /** Ends every process of it without warning, then starts it again. */
  async killAll(): Promise<void> {
    const processes = this.processes();
    const killed = this.embedded.kill();
    signalAll(processes, 'SIGKILL');
    await killed;
    await this.embedded.restart();
  }

  /** Nothing moves until it is thawed: connections stay open and nobody answers. */
  freeze(): void {
    // A run that is broken off must not leave processes behind that cannot even end.
    process.once('exit', this.thaw);
    signalAll(this.processes(), 'SIGSTOP');
  }

  readonly thaw = (): void => {
    process.off('exit', this.thaw);
    signalAll(this.processes(), 'SIGCONT');
  };

  tinyDisk: TinyDisk | undefined;

  /** A disk of a few megabytes as a tablespace. @returns undefined where this user may not mount one */
  mountTinyDisk(bytes: number): TinyDisk | undefined {
    this.tinyDisk ??= TinyDisk.mount(join(this.postgres.folder, 'tiny'), bytes);
    return this.tinyDisk;
  }

  /** Where the write-ahead log is, once it was moved. */
  logDisk: MountedDisk | undefined;

  /** Moves the write-ahead log to a disk that can be filled. @returns undefined where this user may not mount one */
  async moveLog(bytes: number): Promise<MountedDisk | undefined> {
    if (this.logDisk) return this.logDisk;
    const disk = MountedDisk.mount(join(this.postgres.folder, 'log'), bytes);
    if (!disk) return undefined;
    // It has room for that, and for no more than a few segments to come.
    await this.tell("ALTER SYSTEM SET max_wal_size = '64MB'", "ALTER SYSTEM SET min_wal_size = '32MB'");
    await this.embedded.stop();
    const [here, there] = [join(this.postgres.folder, 'postgres', 'pg_wal'), join(disk.place, 'pg_wal')];
    cpSync(here, there, { recursive: true });
    chmodSync(there, 0o700);
    rmSync(here, { recursive: true });
    symlinkSync(there, here);
    await this.embedded.restart();
    return (this.logDisk = disk);
  }

  /** Fills up the segments of the log that there are. Resolves when there is no room for another. */
  async exhaustLog(): Promise<void> {
    for (let segment = 0; segment < MAX_SEGMENTS; segment += 1) {
      const isDone = await this.tell(
        "SELECT pg_logical_emit_message(false, 'chaos', 'x')",
        'SELECT pg_switch_wal()',
      ).then(
        () => true,
        () => false,
      );
      if (!isDone) return;
    }
    throw new Error('the write-ahead log always finds room');
  }

  private async tell(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(), query_timeout: TELL_MS });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private processes(): number[] {
    const main = this.embedded.pid;
    if (main === undefined) return [];
    return [main, ...childrenOf(main)];
  }
}

/** A disk that can be filled, with a tablespace on it. */
export class TinyDisk {
  private constructor(private readonly disk: MountedDisk) {}

  static mount(place: string, bytes: number): TinyDisk | undefined {
    const disk = MountedDisk.mount(place, bytes);
    if (!disk) return undefined;
    const tiny = new TinyDisk(disk);
    mkdirSync(tiny.tablespace);
    chmodSync(tiny.tablespace, 0o700);
    return tiny;
  }

  get tablespace(): string {
    return join(this.disk.place, 'tablespace');
  }

  fill(): void {
    this.disk.fill();
  }

  empty(): void {
    this.disk.empty();
  }

  unmount(): void {
    this.disk.unmount();
  }
}

function signalAll(processes: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of processes) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It has ended by itself meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Linux tells in /proc; elsewhere only the main process is known, whose end the others notice. */
function childrenOf(parent: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // it has ended
  }
}
