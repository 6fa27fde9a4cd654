import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../../rig/postgres.mjs';

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

/** A file system that can be filled up and emptied again. */
export class TinyDisk {
  private constructor(private readonly mountPoint: string) {}

  static mount(mountPoint: string, bytes: number): TinyDisk | undefined {
    mkdirSync(mountPoint, { recursive: true });
    const options = `size=${String(bytes)},mode=0700`;
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', mountPoint]);
    if (mounted.status !== 0) return undefined;
    const disk = new TinyDisk(mountPoint);
    mkdirSync(disk.tablespace);
    chmodSync(disk.tablespace, 0o700);
    process.once('exit', () => disk.unmount());
    return disk;
  }

  get tablespace(): string {
    return join(this.mountPoint, 'tablespace');
  }

  fill(): void {
    const { bavail, bsize } = statfsSync(this.mountPoint);
    writeFileSync(this.filler, Buffer.alloc(Math.max(0, bavail * bsize)));
  }

  empty(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    if (existsSync(this.tablespace)) spawnSync('umount', ['-l', this.mountPoint]);
  }

  private get filler(): string {
    return join(this.mountPoint, 'filler');
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
