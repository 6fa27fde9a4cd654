import type { Ack, AckBody, Message, RoomSyncResult } from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import type { Person } from './people.js';

/**
 * A client as a good one behaves: it repeats a send under the same key until it is acknowledged, and after every
 * reconnect asks for what it missed behind the last seq it holds without a hole.
 */
export class ResilientClient {
  readonly acked = new Map<string, { messageId: string; seq: number }>();
  readonly refusals: { code: string; retryable: boolean }[] = [];
  /** How often it was let in. */
  connects = 0;
  private readonly received = new Map<number, Message>();
  private readonly socket: Socket;
  private contiguous = 0;
  private changed: () => void = () => undefined;

  constructor(
    url: string,
    private readonly person: Person,
    private readonly roomId: string,
  ) {
    this.socket = io(url, {
      auth: { token: person.token, batch: true },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
    });
    this.socket.on('message:batch', ({ messages }: { messages: Message[] }) => {
      this.take(messages);
    });
    this.socket.on('connect', () => {
      this.connects += 1;
      void this.catchUp();
    });
    // A refusal by the server's middleware is not tried again by itself.
    this.socket.on('connect_error', () => {
      if (!this.socket.active) setTimeout(() => this.socket.connect(), 50);
    });
  }

  /** What is held without a hole, in order. */
  get list(): Message[] {
    return Array.from({ length: this.contiguous }, (_, index) => this.received.get(index + 1)).filter(
      (message) => message !== undefined,
    );
  }

  async send(text: string): Promise<void> {
    const clientMsgId = `${this.person.username}-${text}`;
    for (;;) {
      const ack = await this.attempt(clientMsgId, text);
      if (ack?.success) {
        this.acked.set(clientMsgId, { messageId: ack.messageId, seq: ack.seq });
        return;
      }
      if (ack) this.refusals.push({ code: ack.code, retryable: ack.retryable });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Resolves when everything up to `seq` is held. */
  async until(seq: number): Promise<void> {
    while (this.contiguous < seq) {
      const change = new Promise<void>((resolve) => (this.changed = resolve));
      if (!(await this.catchUp())) await new Promise((resolve) => setTimeout(resolve, 20));
      else if (this.contiguous < seq) await change;
    }
  }

  close(): void {
    this.socket.disconnect();
  }

  private async attempt(
    clientMsgId: string,
    text: string,
  ): Promise<Ack<AckBody<'message:send'>> | undefined> {
    const payload = { roomId: this.roomId, text, clientMsgId };
    return this.socket
      .timeout(3_000)
      .emitWithAck('message:send', payload)
      .catch(() => undefined) as Promise<Ack<AckBody<'message:send'>> | undefined>;
  }

  /** @returns false when the server has not said all there is */
  private async catchUp(): Promise<boolean> {
    for (let hasMore = true; hasMore;) {
      const payload = { rooms: [{ roomId: this.roomId, lastSeq: this.contiguous }] };
      const ack = (await this.socket
        .timeout(3_000)
        .emitWithAck('rooms:sync', payload)
        .catch(() => undefined)) as Ack<{ results: RoomSyncResult[] }> | undefined;
      if (!ack?.success) return false;
      hasMore = ack.results[0]?.hasMore ?? false;
    }
    return true;
  }

  private take(messages: Message[]): void {
    for (const message of messages) {
      const known = this.received.get(message.seq);
      if (known && known.messageId !== message.messageId)
        throw new Error(`two messages at ${String(message.seq)}`);
      this.received.set(message.seq, message);
    }
    while (this.received.has(this.contiguous + 1)) this.contiguous += 1;
    this.changed();
  }
}
