import type {
  Ack,
  AckBody,
  AckFailure,
  ClientEvent,
  ClientPayload,
  Message,
  ServerEvent,
  ServerPayload,
} from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';

/** The end of patience, not a measure: a machine that is busy takes many times as long. */
const ACK_PATIENCE_MS = 90_000;

interface Heard {
  event: string;
  payload: unknown;
}

interface Waiting {
  isIt: (heard: Heard) => boolean;
  resolve: (payload: never) => void;
}

/** A socket that remembers what it heard, so that a test can wait for an event whether or not it has come already. */
export class Device {
  readonly heard: Heard[] = [];
  private readonly waiting = new Set<Waiting>();

  constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      const heard = { event, payload };
      this.heard.push(heard);
      for (const waiting of this.waiting) {
        if (!waiting.isIt(heard)) continue;
        this.waiting.delete(waiting);
        waiting.resolve(payload as never);
      }
    });
  }

  /** Sends an event and returns its ack, whatever it says. */
  async ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack<AckBody<E>>> {
    return (await this.socket.timeout(ACK_PATIENCE_MS).emitWithAck(event, payload)) as Ack<AckBody<E>>;
  }

  /** Sends anything under any name and returns the ack. */
  async askAnything(event: string, ...args: unknown[]): Promise<unknown> {
    return (await this.socket.timeout(ACK_PATIENCE_MS).emitWithAck(event, ...args)) as unknown;
  }

  /** Sends an event that must succeed. */
  async tell<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<AckBody<E>> {
    const ack = await this.ask(event, payload);
    if (!ack.success) throw new Error(`${event} was refused: ${ack.code} ${ack.error}`);
    return ack;
  }

  /** The same for what may be repeated: while the server says that it cannot do it now, it is asked again. */
  async insist<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<AckBody<E>> {
    for (;;) {
      const ack = await this.ask(event, payload);
      if (ack.success) return ack;
      if (ack.code !== 'UNAVAILABLE') throw new Error(`${event} was refused: ${ack.code} ${ack.error}`);
    }
  }

  /** Sends an event that must be refused. */
  async refused<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<AckFailure> {
    const ack = await this.ask(event, payload);
    if (ack.success) throw new Error(`${event} was not refused`);
    return ack;
  }

  /** The first event of that name, heard before or from now on, for which `isIt` holds. */
  next<E extends ServerEvent>(
    event: E,
    isIt: (payload: ServerPayload<E>) => boolean = () => true,
  ): Promise<ServerPayload<E>> {
    const matches = (heard: Heard) => heard.event === event && isIt(heard.payload as ServerPayload<E>);
    const known = this.heard.find(matches);
    if (known) return Promise.resolve(known.payload as ServerPayload<E>);
    return new Promise((resolve) => this.waiting.add({ isIt: matches, resolve }));
  }

  /** All events of that name heard so far. */
  all<E extends ServerEvent>(event: E): ServerPayload<E>[] {
    return this.heard
      .filter((heard) => heard.event === event)
      .map(({ payload }) => payload as ServerPayload<E>);
  }

  /** Every message heard so far, in the order of hearing, batched or not. */
  messages(roomId?: string): Message[] {
    const messages = this.heard.flatMap(({ event, payload }) => {
      if (event === 'message:new') return [payload as Message];
      return event === 'message:batch' ? (payload as { messages: Message[] }).messages : [];
    });
    return messages.filter((message) => roomId === undefined || message.roomId === roomId);
  }

  /** Waits until `count` messages of the room have been heard. */
  async untilMessages(roomId: string, count: number): Promise<Message[]> {
    await new Promise<void>((resolve) => {
      const isEnough = () => this.messages(roomId).length >= count;
      if (isEnough()) resolve();
      else
        this.waiting.add({
          isIt: isEnough,
          resolve: () => {
            resolve();
          },
        });
    });
    return this.messages(roomId);
  }

  /**
   * Waits until everything the server had sent to this connection before now has arrived: the ack of an event travels
   * behind it. After this, what has not been heard was not sent.
   */
  async settled(): Promise<void> {
    await this.askAnything('presence:ping', {});
  }

  forget(): void {
    this.heard.length = 0;
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Connects and resolves when the server has let the device in; rejects with the refusal. */
export async function openDevice(
  url: string,
  auth: Record<string, unknown>,
  options: object = {},
): Promise<Device> {
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  const device = new Device(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return device;
}
