import type { Socket } from 'node:net';
import { FrameSplitter } from './frames';
import type { Direction, FrameRule, Rules } from './rules';

interface Piece {
  bytes: Buffer;
  dueAt: number;
}

const MAX_HELD_BYTES = 256 * 1024;

interface Options {
  direction: Direction;
  from: Socket;
  to: Socket;
  rules: () => Rules;
  hasFrames: boolean;
  random: () => number;
  /** Nothing passes any more, and soon both ends are reset. */
  doom: () => void;
}

/** One direction of a connection: carries bytes in order, as late and as slowly as the rules of the moment say. */
export class Pipe {
  private readonly splitter: FrameSplitter | undefined;
  private readonly held: Piece[] = [];
  private readonly seen = new Map<FrameRule, number>();
  private heldBytes = 0;
  private lastDueAt = 0;
  private timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  private hasEnded = false;

  constructor(private readonly options: Options) {
    const { from, to, hasFrames } = options;
    this.splitter = hasFrames ? new FrameSplitter() : undefined;
    from.on('data', (chunk: Buffer) => this.take(chunk));
    from.on('end', () => {
      this.hasEnded = true;
      this.pump();
    });
    to.on('drain', () => this.pump());
  }

  /** The rules have changed. */
  pump(): void {
    if (this.timer) return;
    const { to, direction } = this.options;
    for (;;) {
      const rules = this.options.rules();
      if (rules.stalled?.includes(direction) || to.writableNeedDrain) break;
      const piece = this.held[0];
      if (!piece) break;
      const waitMs = piece.dueAt - performance.now();
      if (waitMs > 0) {
        this.later(waitMs);
        break;
      }
      this.write(piece, rules.sliceBytes);
      if (rules.sliceBytes) {
        this.later(0);
        break;
      }
    }
    this.regulate();
  }

  close(): void {
    clearTimeout(this.timer as NodeJS.Timeout);
    clearImmediate(this.timer as NodeJS.Immediate);
    this.held.length = 0;
  }

  private take(chunk: Buffer): void {
    if (this.splitter) for (const frame of this.splitter.feed(chunk)) this.pass(frame.bytes, frame.text);
    else this.hold(chunk, 0);
    this.pump();
  }

  private pass(bytes: Buffer, text: string): void {
    const rule = text === '' ? undefined : this.ruleFor(text);
    switch (rule?.action) {
      case 'drop':
        return;
      case 'delay':
        return this.hold(bytes, rule.delayMs ?? 1_000);
      case 'duplicate':
        this.hold(bytes, 0);
        return this.hold(bytes, 0);
      case 'reset-after':
        this.options.to.write(bytes, () => this.options.doom());
        return;
      case undefined:
        return this.hold(bytes, 0);
    }
  }

  private ruleFor(text: string): FrameRule | undefined {
    return this.options.rules().frames?.find((rule) => {
      if (rule.direction !== this.options.direction || !rule.pattern.test(text)) return false;
      const count = (this.seen.get(rule) ?? 0) + 1;
      this.seen.set(rule, count);
      return count % rule.every === 0;
    });
  }

  private hold(bytes: Buffer, extraMs: number): void {
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond } = this.options.rules();
    const latency = latencyMs + (this.options.random() * 2 - 1) * jitterMs + extraMs;
    const start = Math.max(this.lastDueAt, performance.now() + Math.max(0, latency));
    this.lastDueAt = start + (bytesPerSecond ? (bytes.length / bytesPerSecond) * 1000 : 0);
    this.held.push({ bytes, dueAt: this.lastDueAt });
    this.heldBytes += bytes.length;
  }

  private write(piece: Piece, sliceBytes = Infinity): void {
    const slice = piece.bytes.subarray(0, sliceBytes);
    if (slice.length === piece.bytes.length) this.held.shift();
    else piece.bytes = piece.bytes.subarray(slice.length);
    this.heldBytes -= slice.length;
    if (!this.options.to.destroyed) this.options.to.write(slice);
  }

  private later(waitMs: number): void {
    const wake = () => {
      this.timer = undefined;
      this.pump();
    };
    this.timer = waitMs > 0 ? setTimeout(wake, waitMs) : setImmediate(wake);
  }

  private regulate(): void {
    const { from, to, direction } = this.options;
    const isStalled = this.options.rules().stalled?.includes(direction) ?? false;
    if (isStalled || this.heldBytes > MAX_HELD_BYTES || to.writableNeedDrain) from.pause();
    else from.resume();
    if (this.hasEnded && this.held.length === 0) to.end();
  }
}
