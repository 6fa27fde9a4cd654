import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunResult } from './run';

interface Line {
  seed: number;
  acked: number;
  faults: string[];
  violations: string[];
}

/** What several runs come to; with a file also those of other days, or of other seeds at the same time. */
export class Sums {
  private readonly lines: Line[] = [];

  constructor(private readonly path?: string) {
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) this.lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).map(read);
  }

  add({ seed, acked, faultsDone, violations }: RunResult): void {
    this.keep({
      seed,
      acked,
      faults: faultsDone,
      violations: violations.map(({ id, what }) => `${id}: ${what}`),
    });
  }

  /** A run that could not be judged counts as a violation: nobody knows what it would have shown. */
  addFailed(seed: number, reason: string): void {
    this.keep({ seed, acked: 0, faults: [], violations: [`not judged: ${reason}`] });
  }

  reach(sends: number, faults: number): boolean {
    return this.acked >= sends && this.faults >= faults;
  }

  get violations(): number {
    return sum(this.lines.map(({ violations }) => violations.length));
  }

  describe(): string {
    const kinds = new Set(this.lines.flatMap(({ faults }) => faults));
    return (
      `${String(this.acked)} acked sends, ${String(this.faults)} faults of ${String(kinds.size)} kinds, ` +
      `${String(this.violations)} violations, in ${String(this.lines.length)} runs`
    );
  }

  private get acked(): number {
    return sum(this.lines.map(({ acked }) => acked));
  }

  private get faults(): number {
    return sum(this.lines.map(({ faults }) => faults.length));
  }

  private keep(line: Line): void {
    this.lines.push(line);
    if (this.path !== undefined) appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

const read = (text: string): Line => JSON.parse(text) as Line;
