// @ts-check

/** @typedef {{ count: number, p50: number, p95: number, p99: number, p999: number, max: number }} LatencySummary milliseconds */

/** Latencies in milliseconds, kept one by one: percentiles are exact. */
export class Latencies {
  #values;
  #count = 0;

  constructor(capacity = 2_000_000) {
    this.#values = new Float64Array(Math.min(capacity, 1 << 14));
    this.capacity = capacity;
  }

  /** @param {number} milliseconds */
  add(milliseconds) {
    if (this.#count === this.capacity) return;
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count] = milliseconds;
    this.#count += 1;
  }

  /** @returns {LatencySummary} */
  summary() {
    const sorted = this.#values.slice(0, this.#count).sort();
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      count: sorted.length,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      p999: at(0.999),
      max: at(1),
    };
  }

  #grow() {
    const larger = new Float64Array(Math.min(this.capacity, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}
