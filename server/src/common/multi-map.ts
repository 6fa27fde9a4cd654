/**
 * Any number of texts for a key, mostly one. A single one is kept as it is: with a set for each key, thousands of
 * connections would cost as much for their sets as for themselves.
 */
export class MultiMap {
  private readonly entries = new Map<string, string | Set<string>>();

  /** How many keys have values. */
  get size(): number {
    return this.entries.size;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  keys(): Iterable<string> {
    return this.entries.keys();
  }

  /** How many values the key has. */
  count(key: string): number {
    const values = this.entries.get(key);
    if (values === undefined) return 0;
    return typeof values === 'string' ? 1 : values.size;
  }

  includes(key: string, value: string): boolean {
    const values = this.entries.get(key);
    return values === value || (typeof values === 'object' && values.has(value));
  }

  get(key: string): Iterable<string> {
    const values = this.entries.get(key) ?? [];
    return typeof values === 'string' ? [values] : values;
  }

  add(key: string, value: string): void {
    const values = this.entries.get(key);
    if (values === undefined || values === value) this.entries.set(key, value);
    else if (typeof values === 'string') this.entries.set(key, new Set([values, value]));
    else values.add(value);
  }

  /** True when the value was there. A key without values is forgotten. */
  delete(key: string, value: string): boolean {
    const values = this.entries.get(key);
    if (values === value) return this.entries.delete(key);
    if (values === undefined || typeof values === 'string') return false;
    const wasThere = values.delete(value);
    if (values.size === 0) this.entries.delete(key);
    return wasThere;
  }
}
