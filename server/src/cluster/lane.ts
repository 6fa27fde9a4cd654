interface Waiting {
  record: string;
  length: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** More than that wait only where nothing is told any more. In bytes. */
const MAX_WAITING = 4 * 1024 * 1024;

export interface LaneOptions {
  /** In bytes, of one text with its header. */
  maxLength: number;
  maxUnderWay: number;
  header: () => string;
  tell: (text: string) => Promise<void>;
}

/** Gathers records into texts for one carrier: what is added in one turn of the event loop, and what waits while texts are on their way. */
export class Lane {
  private waiting: Waiting[] = [];
  private waitingLength = 0;
  private underWay = 0;
  private isScheduled = false;

  constructor(private readonly options: LaneOptions) {}

  /** Resolves when it was told; rejects when it was not, or when too much waits. */
  add(record: string): Promise<void> {
    const length = Buffer.byteLength(record);
    if (this.waitingLength + length > MAX_WAITING)
      return Promise.reject(new Error('too much waits to be told'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ record, length, resolve, reject });
      this.waitingLength += length;
      if (this.isScheduled) return;
      this.isScheduled = true;
      queueMicrotask(() => {
        this.isScheduled = false;
        this.proceed();
      });
    });
  }

  private proceed(): void {
    while (this.waiting.length > 0 && this.underWay < this.options.maxUnderWay) void this.tell(this.take());
  }

  private async tell({ text, told }: { text: string; told: Waiting[] }): Promise<void> {
    this.underWay += 1;
    try {
      await this.options.tell(text);
      for (const { resolve } of told) resolve();
    } catch (error) {
      for (const { reject } of told) reject(error);
    }
    this.underWay -= 1;
    this.proceed();
  }

  /** As many of those that wait as one text takes. */
  private take(): { text: string; told: Waiting[] } {
    const header = this.options.header();
    let length = header.length;
    let count = 0;
    for (const waiting of this.waiting) {
      if (count > 0 && length + waiting.length > this.options.maxLength) break;
      length += waiting.length;
      count += 1;
    }
    const told = this.waiting.splice(0, count);
    for (const each of told) this.waitingLength -= each.length;
    return { text: header + told.map(({ record }) => record).join(''), told };
  }
}
