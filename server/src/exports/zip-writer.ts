import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A ZIP that is written while it is read: one entry after the other, none of which is held in memory. */
export class ZipWriter {
  private readonly zip = new ZipFile();
  /** All of it. Whoever does not read on makes the entries wait. */
  readonly output = new PassThrough();

  constructor(private readonly at: Date) {
    // It may fail before anybody reads it: who does then hears of it.
    this.output.on('error', () => undefined);
    this.zip.outputStream.pipe(this.output);
    this.zip.on('error', (error: unknown) => this.fail(error));
  }

  /** Resolves when all of the entry has been read. @throws whatever ends the ZIP before */
  async add(name: string, source: Readable, { compress }: { compress: boolean }): Promise<void> {
    const over = new AbortController();
    const stop = () => over.abort();
    this.output.once('close', stop);
    try {
      if (this.output.destroyed) throw this.output.errored ?? new Error('the archive has ended');
      // The library keeps what it is given until the end: nothing that holds on to the source.
      const given = { source: source as Readable | undefined };
      this.zip.addReadStreamLazy(name, { mtime: this.at, compress }, (take) => {
        if (given.source) take(null, given.source);
        given.source = undefined;
      });
      await finished(source, { writable: false, signal: over.signal });
    } catch (error) {
      // Nobody hears it any more.
      source.on('error', () => undefined);
      source.destroy();
      throw this.output.errored ?? error;
    } finally {
      this.output.off('close', stop);
    }
  }

  addText(name: string, text: string): Promise<void> {
    return this.add(name, Readable.from([Buffer.from(text)]), { compress: true });
  }

  /** Nothing comes any more. */
  end(): void {
    this.zip.end();
  }

  /** What is written is of no use. */
  fail(error: unknown): void {
    this.output.destroy(
      error instanceof Error ? error : new Error('the archive has failed', { cause: error }),
    );
  }
}
