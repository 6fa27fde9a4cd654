import type { BusTopic } from '../../src/cluster/cluster-bus.js';

/** The bus of one of several processes that are all in this one: what one tells, the others hear in a turn of their own. */
export class NearBus {
  isFast = true;
  /** What others tell does not come any more, and nobody notices. */
  isDeaf = false;
  private readonly listeners = new Map<BusTopic, ((text: string) => void)[]>();
  private readonly onceChanged: (() => void)[] = [];
  private others: readonly NearBus[] = [];

  static several(count: number): NearBus[] {
    const buses = Array.from({ length: count }, () => new NearBus());
    for (const bus of buses) bus.others = buses.filter((other) => other !== bus);
    return buses;
  }

  on(topic: BusTopic, listener: (text: string) => void): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  onChange(listener: () => void): void {
    this.onceChanged.push(listener);
  }

  tellOthers(topic: BusTopic, text: string): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        for (const other of this.others) other.hear(topic, text);
        resolve();
      });
    });
  }

  /** From now on others are heard late, or in time again. */
  become(isFast: boolean): void {
    this.isFast = isFast;
    for (const listener of this.onceChanged) listener();
  }

  private hear(topic: BusTopic, text: string): void {
    if (!this.isDeaf) for (const listener of this.listeners.get(topic) ?? []) listener(text);
  }
}
