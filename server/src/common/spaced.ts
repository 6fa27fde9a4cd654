interface Waiting<Item> {
  items: Item[];
  /** By the clock of this process. */
  until: number;
}

/**
 * Gathers what follows each other closely, under keys of its own: what comes after a quiet time goes on at once, what comes
 * behind it goes on together, and of one key nothing goes on twice within the interval. Each key has its own time, so those of
 * many do not fall together as with `Pace`, which is cheaper. One timer serves all keys, and none runs while everything is quiet.
 */
export class Spaced<Item> {
  /** In the order of `until`; a key that is here has sent something in its interval. */
  private readonly waiting = new Map<string, Waiting<Item>>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly intervalMs: number,
    private readonly pass: (key: string, items: Item[]) => void,
  ) {}

  add(key: string, items: Item[]): void {
    const waiting = this.waiting.get(key);
    if (waiting) {
      waiting.items.push(...items);
      return;
    }
    if (!this.isStopped) {
      this.begin(key);
      this.wait();
    }
    this.pass(key, items);
  }

  /** Everything goes on now, and from here on at once. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    const left = [...this.waiting];
    this.waiting.clear();
    for (const [key, { items }] of left) if (items.length > 0) this.pass(key, items);
  }

  private begin(key: string): void {
    this.waiting.delete(key);
    this.waiting.set(key, { items: [], until: performance.now() + this.intervalMs });
  }

  /** For the key whose time is over first. */
  private wait(): void {
    const [first] = this.waiting.values();
    if (!first) return;
    this.timer ??= setTimeout(
      () => {
        this.tick();
      },
      Math.ceil(first.until - performance.now()),
    );
  }

  private tick(): void {
    this.timer = undefined;
    const now = performance.now();
    for (const [key, { items, until }] of this.waiting) {
      if (until > now) break;
      if (items.length === 0) {
        this.waiting.delete(key);
        continue;
      }
      this.begin(key);
      this.pass(key, items);
    }
    this.wait();
  }
}
