/** A batch of so many shows that more are coming: at the pace below that is a thousand in a second. */
const CROWD = 4;
/** From the beginning of a crowded batch until the next one, where one process takes all that is sent. */
const GATHER_MS = 4;
/** Where many do: nobody notices so much. */
const MAX_GATHER_MS = 12;
/** What a batch costs beside its messages is shared by enough. */
const ENOUGH = 32;

/**
 * Whether a batch should wait for more. Where few send, never. After a batch that was a crowd the next one begins when some
 * milliseconds have passed since, or when enough wait: what a statement, its turns of the loop and its announcement cost is
 * then shared by many, however fast the database answers and by however many processes a room is shared.
 */
export class Crowd {
  /** By the monotonic clock. */
  private until = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param processCount among how many processes what is sent is divided: each waits for as many messages as one alone would
   * @param go told when the time is over for which `isGathering` said to wait
   */
  constructor(
    private readonly processCount: () => number,
    private readonly go: () => void,
  ) {}

  /** A batch begins. */
  note(count: number): void {
    this.until = count >= CROWD ? performance.now() + this.gatherMs() : -Infinity;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Whether `go` is going to be told, and that is soon enough. */
  willGo(waiting: number): boolean {
    return this.timer !== undefined && waiting < ENOUGH;
  }

  /** @param waiting how many there are for the next batch */
  isGathering(waiting: number): boolean {
    const leftMs = this.until - performance.now();
    if (waiting === 0 || waiting >= ENOUGH || leftMs <= 0) return false;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.until = -Infinity;
      this.go();
    }, Math.ceil(leftMs));
    return true;
  }

  private gatherMs(): number {
    return Math.min(GATHER_MS * this.processCount(), MAX_GATHER_MS);
  }
}
