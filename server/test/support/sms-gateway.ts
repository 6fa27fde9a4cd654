import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_S = 300;

/** A text message that came with a good signature. */
export interface Text {
  id: string;
  to: string;
  text: string;
}

/** A program that sends text messages, over http on this machine: it checks every signature, and answers what it is told to. */
export class SmsGateway {
  readonly secret = Buffer.alloc(32, 7).toString('base64');
  /** What the next ones are answered; a status with where it leads to. */
  readonly answers: (number | { status: number; location: string })[] = [];
  /** Requests that were not signed as they have to be. */
  readonly bad: string[] = [];
  /** Every id that has come, also of what was refused. */
  readonly ids: string[] = [];
  private readonly texts: Text[] = [];
  private waiting: ((text: Text) => void)[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<SmsGateway> {
    const server = createServer();
    const gateway = new SmsGateway(server);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        const answer = gateway.take(request.headers as Record<string, string>, body);
        response
          .writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location })
          .end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/send`;
  }

  get unread(): number {
    return this.texts.length;
  }

  /** The next one that was taken. */
  next(): Promise<Text> {
    const text = this.texts.shift();
    return text ? Promise.resolve(text) : new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(headers: Record<string, string>, body: string): { status: number; location?: string } {
    const id = headers['webhook-id'] ?? '';
    this.ids.push(id);
    if (!this.isGood(headers, body)) {
      this.bad.push(body);
      return { status: 401 };
    }
    const answer = this.answers.shift() ?? 204;
    if (answer !== 204) return typeof answer === 'number' ? { status: answer } : answer;
    const { type, ...message } = JSON.parse(body) as { type: string; to: string; text: string };
    if (type !== 'sms.send') return { status: 400 };
    const text = { id, ...message };
    const reader = this.waiting.shift();
    if (reader) reader(text);
    else this.texts.push(text);
    return { status: 204 };
  }

  /** As the specification of Standard Webhooks has it, and nothing of the server. */
  private isGood(headers: Record<string, string>, body: string): boolean {
    const at = headers['webhook-timestamp'] ?? '';
    if (Math.abs(Date.now() / 1_000 - Number(at)) > TOLERANCE_S) return false;
    const signed = createHmac('sha256', Buffer.from(this.secret, 'base64'))
      .update(`${headers['webhook-id'] ?? ''}.${at}.${body}`)
      .digest();
    const [version, shown = ''] = (headers['webhook-signature'] ?? '').split(',');
    const given = Buffer.from(shown, 'base64');
    return version === 'v1' && given.length === signed.length && timingSafeEqual(given, signed);
  }
}

/** The code of a text message. */
export function codeOf({ text }: Text): string {
  return /\d{6}/.exec(text)?.[0] ?? '';
}
