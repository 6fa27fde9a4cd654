import type { Message } from '@chatket/contract';
import { createMemoryOutboxStorage } from '../../../client/src/realtime/outbox-storage';
import { createRealtime, type Realtime } from '../../../client/src/realtime/realtime';
import { createSocketTransport } from '../../../client/src/realtime/socket-transport';
import type { Delivery } from '../../../client/src/realtime/delivery';
import type { Transport } from '../../../client/src/realtime/transport';
import type { Person } from '../world/people';

/** What the server has said of a message: it is stored. */
interface Acked {
  text: string;
  messageId: string;
  seq: number;
}

/** A page of the web client in one room, by its own layer that talks. What it holds stays when it is closed. */
export class Page {
  readonly acked: Acked[] = [];
  /** How much is on its way out. */
  pending = 0;
  private messages: Message[] = [];
  private position: { cursor?: number; epoch?: string | undefined } = {};
  private realtime: Realtime | undefined;

  constructor(
    private readonly person: Person,
    private readonly origin: string,
    private readonly roomId: string,
  ) {}

  open(): void {
    this.realtime = createRealtime({
      transport: this.watched(createSocketTransport(() => this.person.token.text, this.origin)),
      storage: createMemoryOutboxStorage(),
      userId: this.person.id,
    });
    this.realtime.listen((event) => {
      if (event.kind === 'delivery') this.take(event.delivery);
      if (event.kind === 'outbox') this.pending = event.items.length;
    });
    this.realtime.follow([{ roomId: this.roomId, cursor: 0, ...this.position }]);
    this.realtime.start();
  }

  close(): void {
    this.realtime?.stop();
    this.realtime = undefined;
  }

  say(text: string): void {
    this.realtime?.send(this.roomId, text);
  }

  /** What it shows, in order. */
  get texts(): string[] {
    return this.messages.map(({ text }) => text);
  }

  get cursor(): number {
    return this.position.cursor ?? 0;
  }

  private take({ messages, isReset, cursor, epoch }: Delivery): void {
    this.messages = [...(isReset ? [] : this.messages), ...messages];
    this.position = { cursor, epoch };
  }

  private watched(transport: Transport): Transport {
    return {
      ...transport,
      request: async (event, payload, timeoutMs) => {
        const answer = await transport.request(event, payload, timeoutMs);
        if (event === 'message:send' && answer.success && 'messageId' in answer && 'text' in payload) {
          const { messageId, seq } = answer as unknown as Acked;
          this.acked.push({ text: payload.text ?? '', messageId, seq });
        }
        return answer;
      },
    };
  }
}
