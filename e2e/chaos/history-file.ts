import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { HistoryEvent, Recorder } from './history';

const FLUSH_AT = 256 * 1024;

/** Writes the history to a file, a JSON line each, with the milliseconds since its start. */
export class HistoryFile {
  private readonly file: number;
  private readonly startedAt = performance.now();
  private waiting = '';

  constructor(readonly path: string) {
    this.file = openSync(path, 'w');
  }

  readonly record: Recorder = (event) => {
    const t = Math.round(performance.now() - this.startedAt);
    this.waiting += `${JSON.stringify({ t, ...event })}\n`;
    if (this.waiting.length > FLUSH_AT || event.k === 'fault') this.flush();
  };

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.waiting);
    this.waiting = '';
  }
}

/** The events of a history file, in order. */
export function* readHistory(path: string): Generator<HistoryEvent> {
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    yield JSON.parse(bytes.toString('utf8', start, end)) as HistoryEvent;
    start = end + 1;
  }
}
