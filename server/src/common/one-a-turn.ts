/**
 * Lets steps of work that nobody waits for at once pass one in each turn of the event loop, in the order in which they came:
 * whatever else has come meanwhile, as messages over sockets, is done between two of them.
 */
export class OneATurn {
  private waiting: (() => void)[] = [];
  private isRunning = false;

  /** Resolves when it is the turn of who asks; behind it comes the next one. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.isRunning) this.run();
    });
  }

  private run(): void {
    this.isRunning = true;
    // What asks for an immediate within one gets it in the next turn.
    setImmediate(() => {
      this.waiting.shift()?.();
      this.isRunning = this.waiting.length > 0;
      if (this.isRunning) this.run();
    });
  }
}
