import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../../rig/postgres.mjs';
import { MountedDisk } from './mounted-disk';

type Postgres = Awaited<ReturnType<typeof startPostgres>>;

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
    await this.postgres.stop(() => this.tinyDisk?.unmount());
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
