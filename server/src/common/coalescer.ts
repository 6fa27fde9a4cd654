/** In a crowd: long enough for many questions to gather, and nobody notices it. */
const GATHER_MS = 10;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers many questions by one call. While a call runs, questions wait; the next call takes all that wait. Whoever asks
 * alone never waits for a timer. After a call for several there is a short pause: more are coming, and a call for each
 * two of them would cost as much as a call for twenty. The answer to a question was never read before it was asked.
 */
export class Coalescer<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isRunning = false;

  /** `ask` gives one result per item, in their order. */
  constructor(
    private readonly ask: (items: Item[]) => Promise<Result[]>,
    private readonly maxItems: number,
  ) {}

  /** @throws whatever the call for it throws */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isRunning) return;
      this.isRunning = true;
      // After this turn of the event loop, so that what arrived together is asked together.
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const asked = this.waiting.splice(0, this.maxItems);
      const isCrowd = asked.length > 1 && this.waiting.length === 0;
      try {
        const results = await this.ask(asked.map(({ item }) => item));
        asked.forEach(({ resolve }, index) => {
          resolve(results[index] as Result);
        });
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
      if (isCrowd) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
    this.isRunning = false;
  }
}
