import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/index.js';

/** `unknown`: it did not look at all of it. `away`: it is not there, or says nothing. */
export type Verdict = { kind: 'clean' | 'unknown' | 'away' } | { kind: 'harmful'; threat: string };

/** How long it may say nothing at all. */
const SILENCE_MS = 60_000;
const ANSWER_MAX = 4_096;
class Silent extends Error {}
/** What a threat is called is shown to people. */
const THREAT_MAX = 200;

/** Asks a clamd whether files are harmful (`CLAMAV_URL`): without one all are clean. */
@Injectable()
export class Scanner {
  private readonly logger = new Logger('Files');
  private readonly address: { host: string; port: number } | undefined;
  private isAway = false;

  constructor(config: Config) {
    const url = config.get('CLAMAV_URL');
    if (url === undefined) return;
    const { hostname, port } = new URL(url);
    this.address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
  }

  /**
   * @param open the bytes, which are read to their end or not at all. What fails there rejects.
   * @param silenceMs so long it may say nothing
   */
  async scan(open: () => Promise<Readable | undefined>, silenceMs = SILENCE_MS): Promise<Verdict> {
    if (!this.address) return { kind: 'clean' };
    const socket = connect(this.address);
    socket.setTimeout(silenceMs, () => socket.destroy(new Silent('clamd said nothing')));
    // It is heard of by whoever waits for it.
    socket.on('error', () => undefined);
    try {
      await once(socket, 'connect');
    } catch (error) {
      socket.destroy();
      return this.without('away', error);
    }
    const bytes = await open().catch((error: unknown) => {
      socket.destroy();
      throw error;
    });
    try {
      const [answer] = await Promise.all([answerOf(socket), send(bytes ?? [], socket)]);
      return this.verdictOf(answer);
    } catch (error) {
      if (bytes?.errored) throw bytes.errored;
      return this.without(socket.errored instanceof Silent ? 'away' : 'unknown', error);
    } finally {
      socket.destroy();
      bytes?.destroy();
    }
  }

  private verdictOf(answer: string): Verdict {
    const text = answer.replace(/^stream: /, '');
    if (text !== 'OK' && !text.endsWith(' FOUND'))
      return this.without('unknown', new Error(`clamd says: ${text}`));
    this.isAway = false;
    if (text === 'OK') return { kind: 'clean' };
    return { kind: 'harmful', threat: text.slice(0, -' FOUND'.length).slice(0, THREAT_MAX) };
  }

  /** Said once until it answers again. */
  private without(kind: 'unknown' | 'away', error: unknown): Verdict {
    if (!this.isAway)
      this.logger.warn({ err: error }, 'the scanner of CLAMAV_URL does not answer; files wait for it');
    this.isAway = true;
    return { kind };
  }
}

/** As clamd takes a stream: each piece behind its length, and none at the end. */
export async function send(bytes: AsyncIterable<Buffer> | Iterable<Buffer>, socket: Socket): Promise<void> {
  const closed = once(socket, 'close').catch(() => undefined);
  socket.write('zINSTREAM\0');
  for await (const chunk of bytes) {
    if (socket.destroyed || socket.readableEnded) return;
    socket.write(lengthOf(chunk));
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), closed]);
  }
  socket.write(lengthOf(Buffer.alloc(0)));
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket) {
    answer += String(chunk);
    if (answer.includes('\0') || answer.length > ANSWER_MAX) break;
  }
  return answer.split('\0')[0] ?? '';
}
