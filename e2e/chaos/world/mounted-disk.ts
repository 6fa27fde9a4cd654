import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** A file system in memory, of a few megabytes, that can be filled up and emptied again. */
export class MountedDisk {
  private isMounted = true;

  private constructor(readonly place: string) {}

  /** @returns undefined where this user may not mount one */
  static mount(place: string, bytes: number): MountedDisk | undefined {
    mkdirSync(place, { recursive: true });
    const options = `size=${String(bytes)},mode=0700`;
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
    if (mounted.status !== 0) return undefined;
    const disk = new MountedDisk(place);
    process.once('exit', disk.unmount);
    return disk;
  }

  /** Also what has become free since it was filled. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.place);
    try {
      appendFileSync(this.filler, Buffer.alloc(Math.max(0, bavail * bsize)));
    } catch (error) {
      // Somebody else was faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }

  empty(): void {
    rmSync(this.filler, { force: true });
  }

  readonly unmount = (): void => {
    if (!this.isMounted) return;
    this.isMounted = false;
    process.off('exit', this.unmount);
    spawnSync('umount', ['-l', this.place]);
  };

  private get filler(): string {
    return join(this.place, 'filler');
  }
}
