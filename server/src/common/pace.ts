/**
 * Gathers what follows each other closely, under keys of its own. What comes after a quiet time goes on at once; what
 * comes within the interval after it waits for the interval's end and goes on together, in order. One timer serves all
 * keys, and none runs while everything is quiet. How long an interval is, is asked when it begins, with the number of those
 * that waited for it.
 */
export class Pace<Item> {
  /** What waits, by key; a key that is here has sent something in this interval. */
  private readonly waiting = new Map<string, Item[]>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly intervalMs: (gathered: number) => number,
    private readonly pass: (key: string, items: Item[]) => void,
  ) {}

  add(key: string, items: Item[]): void {
    const waiting = this.waiting.get(key);
    if (waiting) {
      waiting.push(...items);
      return;
    }
    if (!this.isStopped) {
      this.waiting.set(key, []);
      this.timer ??= this.next(0);
    }
    this.pass(key, items);
  }

  /** What waits under the key goes on now. */
  flush(key: string): void {
    const items = this.waiting.get(key);
    if (!items || items.length === 0) return;
    this.waiting.set(key, []);
    this.pass(key, items);
  }

  /** Everything goes on now, and from here on at once. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    for (const key of this.waiting.keys()) this.flush(key);
    this.waiting.clear();
  }

  private tick(): void {
    let gathered = 0;
    for (const [key, items] of this.waiting) {
      gathered += items.length;
      if (items.length > 0) this.flush(key);
      else this.waiting.delete(key);
    }
    this.timer = this.waiting.size > 0 ? this.next(gathered) : undefined;
  }

  private next(gathered: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.tick();
    }, this.intervalMs(gathered));
  }
}
