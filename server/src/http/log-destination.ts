import { pino } from 'pino';

/** Lines that wait for room on the disk. What comes after that is counted. */
const MAX_WAITING_BYTES = 256 * 1024;

/**
 * Where the log goes: the standard output, written at once. A disk that is full, a pipe that nobody reads any more and
 * the like end neither the process nor a request: lines wait, up to a limit, and are written with the next one that
 * succeeds.
 */
export class LogDestination {
  /** The system's word for why nothing can be written, such as `ENOSPC`. */
  private failure: string | undefined;
  private lost = 0;
  private readonly output: ReturnType<typeof pino.destination>;

  /** @param fd a file descriptor; 1 is the standard output */
  constructor(fd = 1) {
    this.output = pino.destination({ dest: fd, sync: true, maxLength: MAX_WAITING_BYTES });
    this.output.on('error', (error: NodeJS.ErrnoException) => this.onFailure(error));
    this.output.on('write', () => this.onSuccess());
    this.output.on('drop', () => (this.lost += 1));
  }

  /** Takes whole lines. @returns whether everything up to here has been written */
  write(lines: string): boolean {
    this.output.write(lines);
    return this.failure === undefined;
  }

  /** Whether lines are written; if not, it is tried once more. */
  isWritable(): boolean {
    return this.failure === undefined || this.write('');
  }

  private onFailure({ code = 'UNKNOWN' }: NodeJS.ErrnoException): void {
    if (this.failure === undefined) complain(code);
    this.failure = code;
  }

  private onSuccess(): void {
    if (this.failure === undefined) return;
    const entry = { level: 40, time: Date.now(), code: this.failure, lostLines: this.lost };
    this.failure = undefined;
    this.lost = 0;
    this.output.write(`${JSON.stringify({ ...entry, msg: 'the log could not be written for a while' })}\n`);
  }
}

/** Perhaps the other output still works. The console swallows what it cannot write. */
function complain(code: string): void {
  console.error(
    `The log cannot be written (${code}). The server goes on; lines wait until there is room again.`,
  );
}

/** The log of this process. */
export const logDestination = new LogDestination();
